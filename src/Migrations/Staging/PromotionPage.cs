using System.Text;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A replica that is taken out, changed while nobody uses it, follows by rows, and takes the place of its primary.</summary>
public static class PromotionPage
{
    /// <summary>What keeps a replica from following once it was changed; empty when it can.</summary>
    /// <param name="from">The schema of the primary.</param>
    /// <param name="to">The schema that the replica gets.</param>
    /// <param name="renames">What is the same thing under another name.</param>
    /// <param name="engine">The engine.</param>
    public static Sequence<Finding> Obstacles(RelationalSchema from, RelationalSchema to, Renames renames, Engine engine) =>
        engine.OnlineForms is { Promotion: not null, Replication: { } forms }
            ? SecondServer.Obstacles(from, to, renames, forms, "replica-unlike")
            : SecondServer.Unknown("the promotion of a replica", engine);

    /// <summary>The section of the page.</summary>
    internal static void Write(StringBuilder text, Engine engine, StagedPlan plan, Sequence<StageFile> files)
    {
        var (forms, way) = (engine.OnlineForms!.Promotion!, plan.Second!);
        text.Append(
            "\n## Promotion of a replica\n\nA replica that streams is taken out at a moment from which its primary keeps rows for it. It has all rows already, "
                + "is changed while nobody uses it, and then follows row by row until the application goes over. Right for a change that writes large tables "
                + "anew or locks them long, where a replica can be spared and the way back must be quick: nothing is copied, and the interruption is of seconds. "
                + "For another major version or collation it is no way (`blue-green` is), and not for a replica that readers or availability need meanwhile. "
                + "Tables and columns keep their names.\n\nNot brought over, and to know:\n\n"
        );
        var steps = new ServerSteps(text);
        steps.LeftOut(forms.LeftOut);
        steps.Write(forms.Promote(way.From, way.To));
        steps.Write(
            "replica",
            $"Apply {string.Join(", ", files.Select(f => f.Up.Path))} there (`dbwright migrate apply REPLICA`). Its tables are full: the times above hold, and the locks bother nobody. "
                + "Look at the room on the disk of the primary meanwhile."
        );
        steps.Write(forms.Switch(way.From, way.To));
        text.Append("Whoever gives up before the switch:\n\n");
        steps.Write(forms.GiveUp);
        text.Append("The way back, from the switch on until it is given up:\n\n");
        steps.Write(forms.Back(way.From, way.To));
        text.Append("When nobody will go back any more:\n\n");
        steps.Write(forms.Finish);
    }
}
