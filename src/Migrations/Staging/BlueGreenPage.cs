using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A second server with the new schema that follows the one in use until the application goes over to it.</summary>
public static class BlueGreenPage
{
    /// <summary>The first version that sends some columns of a table only.</summary>
    private const int ColumnLists = 15;

    /// <summary>What keeps a second server from following; empty when it can.</summary>
    /// <param name="from">The schema of the server in use.</param>
    /// <param name="to">The schema of the second one.</param>
    /// <param name="renames">What is the same thing under another name.</param>
    /// <param name="engine">The engine.</param>
    public static Sequence<Finding> Obstacles(RelationalSchema from, RelationalSchema to, Renames renames, Engine engine)
    {
        if (engine.OnlineForms?.Replication is null)
        {
            return
            [
                new("strategy-unknown", Severity.Error, $"dbwright has no steps for blue and green on {engine.Title}.")
                {
                    Fix = "--strategy plain, or leave it out.",
                },
            ];
        }

        return
        [
            .. renames.Items.Select(r =>
                Refused(r.Old, $"is called {r.New} there: rows come under the names that they have here")
            ),
            .. from
                .Tables.Where(t =>
                    t.PartitionOf is null
                    && to.Find(t.Name) is not null
                    && t.PrimaryKey is null
                    && t.Details.All(d => d.Name != "replica identity")
                )
                .Select(t => Refused($"{t.Name}", "has no primary key: its rows cannot be told apart on the other server")),
            .. from
                .Tables.Where(t => t.PartitionOf is null)
                .Select(t => (Now: t, Then: to.Find(t.Name)))
                .Where(t => t.Then is not null)
                .SelectMany(t =>
                    t.Then!.Columns.Where(c =>
                            c is { Nullable: false, Default: null, Identity: null, Generated: null } && t.Now.Find(c.Name) is null
                        )
                        .Select(c =>
                            Refused(
                                $"{t.Now.Name}.{c.Name}",
                                "is new there and may not be null: rows that come from the other server have no value"
                            )
                        )
                ),
            .. from
                .Tables.Where(t => from.Version is { Major: < ColumnLists } && t.PartitionOf is null)
                .SelectMany(t =>
                    t.Columns.Where(c => c.Generated is null && to.Find(t.Name) is { } then && then.Find(c.Name) is null)
                        .Select(c => Refused($"{t.Name}.{c.Name}", "is not there: before PostgreSQL 15 all columns are sent"))
                ),
        ];
    }

    /// <summary>The section of the page.</summary>
    internal static void Write(StringBuilder text, Engine engine, StagedPlan plan, Sequence<StageFile> files)
    {
        var (forms, way) = (engine.OnlineForms!.Replication!, plan.Ends!.Value);
        text.Append(
            "\n## Blue and green\n\nBlue is the server in use, green a second one with the new schema that follows it row by row. Right for a change "
                + "that would write large tables anew, for another major version or collation, and where the way back must be quick; it needs "
                + "the room of the whole database a second time, and an interruption of seconds. Tables and columns keep their names.\n\nNot brought over:\n\n"
        );
        foreach (var left in forms.LeftOut)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {left}\n");
        }

        var number = 0;
        text.Append('\n');
        Steps(forms.Prepare(way.From, way.To));
        text.Append(
            CultureInfo.InvariantCulture,
            $"{++number}. **green** Make the roles and the schema of blue there (`pg_dump --schema-only BLUE | psql GREEN`), and apply {string.Join(", ", files.Select(f => f.Up.Path))} while its tables are empty.\n\n"
        );
        Steps(forms.Switch(way.From, way.To));
        text.Append("The way back, from then on until blue is given up:\n\n");
        Steps(forms.Back(way.From, way.To));

        void Steps(Sequence<ReplicationStep> steps)
        {
            foreach (var step in steps)
            {
                var ask = step.IsCheck ? " Each of these must yield nothing; ask until it does." : "";
                text.Append(CultureInfo.InvariantCulture, $"{++number}. **{step.Where}** {step.What}{ask}\n\n   ```sql\n");
                foreach (var line in step.Statements.SelectMany(s => $"{s.ReplaceLineEndings("\n")};".Split('\n')))
                {
                    text.Append("   ").Append(line).Append('\n');
                }

                text.Append("   ```\n\n");
            }
        }
    }

    private static Finding Refused(string what, string why) =>
        new("blue-green-unlike", Severity.Error, $"{what} {why}.")
        {
            Subject = what,
            Fix = "Change that in a plan before this one, or leave out --strategy.",
        };
}
