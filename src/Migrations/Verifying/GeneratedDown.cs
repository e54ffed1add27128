using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>The way down of a migration that has none, from what its way up changed in the catalogue.</summary>
public static class GeneratedDown
{
    /// <summary>The statements; none when it changed nothing there.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="before">The schema before it.</param>
    /// <param name="after">The schema after it.</param>
    /// <param name="engine">The engine.</param>
    /// <exception cref="Failure">The engine cannot alter schemas, or a change has no way back.</exception>
    public static ScriptFile? For(FolderMigration migration, RelationalSchema before, RelationalSchema after, Engine engine)
    {
        var changes = Known(migration, before, after, engine);
        if (changes.Count == 0)
        {
            return null;
        }

        var plan = MigrationPlanner.For(Change.Reverse(changes), after, before, engine, allowDataLoss: true);
        var isOne = plan.Transactional && plan.Steps.All(s => s.InTransaction);
        var text = isOne || !plan.Transactional ? plan.Statements() : $"{MigrationFolder.NoTransaction}\n\n{plan.Sql()}";
        return new($"{migration.Up.Path} (generated way down)", text) { IsOneTransaction = isOne };
    }

    // What the file renames is the same thing; where its words do not resolve, the difference stands as it is.
    private static Sequence<Change> Known(
        FolderMigration migration,
        RelationalSchema before,
        RelationalSchema after,
        Engine engine
    )
    {
        try
        {
            return Diff.Between(
                before,
                after,
                Written(migration.Up, engine).And(Renames.Remarked(migration.Up.Text, migration.Up.Path))
            );
        }
        catch (Failure)
        {
            return Diff.Between(before, after);
        }
    }

    private static Renames Written(ScriptFile script, Engine engine)
    {
        var found = new List<Rename>();
        var errors = new List<SqlSyntaxError>();
        foreach (var statement in SqlParser.Statements(script.Text, SqlDialects.Of(engine.Name), errors))
        {
            if (statement is Sql.AlterStatement { Kind: "table" } alter)
            {
                foreach (var rename in alter.Actions.OfType<SqlAction.Rename>())
                {
                    if (rename.Kind == "column" && rename.OldName is { } column)
                    {
                        found.Add(new($"{alter.Name}.{column.Value}", $"{rename.NewName}"));
                    }
                    else if (rename.Kind.Length == 0)
                    {
                        found.Add(new($"{alter.Name}", $"{rename.NewName}"));
                    }
                }
            }
        }

        return new(found.ToSequence());
    }
}
