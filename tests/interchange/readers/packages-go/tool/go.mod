module ferry.example/gate/tool
