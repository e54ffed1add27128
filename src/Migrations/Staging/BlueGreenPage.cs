using System.Text;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A second server with the new schema that follows the one in use until the application goes over to it.</summary>
public static class BlueGreenPage
{
    /// <summary>The command that gives green the schema of blue; BLUE and GREEN stand for their connection strings.</summary>
    public const string Copy = "pg_dump --schema-only BLUE | psql GREEN";

    /// <summary>What keeps a second server from following; empty when it can.</summary>
    /// <param name="from">The schema of the server in use.</param>
    /// <param name="to">The schema of the second one.</param>
    /// <param name="renames">What is the same thing under another name.</param>
    /// <param name="engine">The engine.</param>
    public static Sequence<Finding> Obstacles(RelationalSchema from, RelationalSchema to, Renames renames, Engine engine) =>
        engine.OnlineForms is { Replication: { } forms }
            ? SecondServer.Obstacles(from, to, renames, forms, "blue-green-unlike")
            : SecondServer.Unknown("blue and green", engine);

    /// <summary>The section of the page.</summary>
    internal static void Write(StringBuilder text, Engine engine, StagedPlan plan, Sequence<StageFile> files)
    {
        var (forms, way) = (engine.OnlineForms!.Replication!, plan.Second!);
        text.Append(
            "\n## Blue and green\n\nBlue is the server in use, green a second one with the new schema that follows it row by row. Right for a change "
                + "that would write large tables anew, for another major version or collation, and where the way back must be quick; it needs "
                + "the room of the whole database a second time, and an interruption of seconds. Tables and columns keep their names.\n\nNot brought over:\n\n"
        );
        var steps = new ServerSteps(text);
        steps.LeftOut(forms.LeftOut);
        steps.Write(forms.Prepare(way.From, way.To));
        steps.Write(
            "green",
            $"Make the roles and the schema of blue there (`{Copy}`), and apply {string.Join(", ", files.Select(f => f.Up.Path))} while its tables are empty."
        );
        steps.Write(forms.Switch(way.From, way.To));
        text.Append("The way back, from then on until blue is given up:\n\n");
        steps.Write(forms.Back(way.From, way.To));
    }
}
