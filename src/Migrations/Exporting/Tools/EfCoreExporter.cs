using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>EF Core: a class for each migration, <c>00000000000001_Name.cs</c>.</summary>
internal sealed class EfCoreExporter : IMigrationExporter
{
    // Its ids are fourteen digits and a name.
    private const int Width = 14;

    /// <inheritdoc />
    public string Name => "efcore";

    /// <inheritdoc />
    public string Title => "EF Core";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new();

    /// <inheritdoc />
    public string Advice =>
        "The migrations bring no snapshot of the model: ignore RelationalEventId.PendingModelChangesWarning, or take the snapshot of `dotnet ef migrations add`.";

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder)
    {
        var context =
            folder.Options.Context
            ?? throw Failure.Because(
                ExitStatus.BadInput,
                "no-context",
                "A migration of EF Core names the context that it belongs to.",
                fix: "--context Shop.Data.ShopContext"
            );
        if (!context.Split('.').All(IsIdentifier))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "no-context",
                $"\"{context}\" is no name of a class.",
                "Expected a class with its namespace.",
                "--context Shop.Data.ShopContext"
            );
        }

        return folder.Migrations.Select(m => File(folder, m, context)).ToSequence();
    }

    private static bool IsIdentifier(string word) =>
        word.Length > 0 && !char.IsDigit(word[0]) && word.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static Deliverable File(ExportedFolder folder, ExportedMigration migration, string context)
    {
        var dot = context.LastIndexOf('.');
        var id = $"{SqlFileText.Digits(migration.Number, Width)}_{migration.ClassName}";
        var code = new HostCode()
            .Line("using Microsoft.EntityFrameworkCore.Infrastructure;")
            .Line("using Microsoft.EntityFrameworkCore.Migrations;")
            .Line()
            .Line($"namespace {(dot < 0 ? "" : $"{context[..dot]}.")}Migrations;")
            .Line()
            .Comments("//", migration.Header)
            .Line($"[DbContext(typeof(global::{context}))]")
            .Line($"[Migration(\"{id}\")]")
            .Line($"public partial class {migration.ClassName} : Migration")
            .Line("{")
            .Within(c =>
            {
                c.Line("protected override void Up(MigrationBuilder migrationBuilder)").Line("{");
                c.Within(b => Way(b, folder, migration.Up)).Line("}");

                // Without a way down the class has none either: EF Core then refuses to go back.
                if (migration.Down is { } down)
                {
                    c.Line().Line("protected override void Down(MigrationBuilder migrationBuilder)").Line("{");
                    c.Within(b => Way(b, folder, down)).Line("}");
                }
            })
            .Line("}");
        return new($"{id}.cs", code.ToString());
    }

    private static void Way(HostCode code, ExportedFolder folder, ExportedWay way)
    {
        foreach (var block in way.Blocks)
        {
            foreach (var statement in block.Statements)
            {
                code.Comments("//", statement.Notes)
                    .Line("migrationBuilder.Sql(")
                    .Raw(
                        $"{HostTexts.CSharp(UncutStatement.Of(folder, statement.Text))}{(block.IsTransaction ? "" : ", suppressTransaction: true")});\n"
                    );
            }
        }

        code.Comments("//", way.Tail.Select(SqlRemarks.Words));
    }
}
