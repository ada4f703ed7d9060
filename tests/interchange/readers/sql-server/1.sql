CREATE TABLE [dbo].[Orders] (
  [Id] int IDENTITY(1,1) NOT NULL,
  [Total] AS ([a] * 2) PERSISTED,
  [Name] nvarchar(max) NULL,
  CONSTRAINT [PK_Orders] PRIMARY KEY CLUSTERED ([Id] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY]
) ON [PRIMARY]
GO
ALTER TABLE [dbo].[Orders] WITH CHECK ADD CONSTRAINT [FK] FOREIGN KEY([Id]) REFERENCES [dbo].[Orders] ([Id])
GO
ALTER TABLE Orders ADD a int NOT NULL, b datetime2(7) NULL
ALTER TABLE Orders ADD CONSTRAINT DF_a DEFAULT ((0)) FOR a
GO
EXEC sp_rename 'dbo.Orders.Name', 'Title', 'COLUMN'
GO
ALTER TABLE Orders ALTER COLUMN Title nvarchar(40) NOT NULL
IF OBJECT_ID('x') IS NULL CREATE TABLE Late (a int)
