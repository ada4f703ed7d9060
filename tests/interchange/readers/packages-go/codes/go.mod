module ferry.example/gate/codes
