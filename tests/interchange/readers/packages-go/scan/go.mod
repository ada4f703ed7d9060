module ferry.example/gate/scan

go 1.24

require (
	ferry.example/gate/codes v0.4.0
	ferry.example/gate/tool v1.0.0 // indirect
	example.org/other v0.1.0
)

replace example.org/other => ../tool
