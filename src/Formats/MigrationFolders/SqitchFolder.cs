using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// Sqitch's folder: <c>sqitch.plan</c> names the changes in their order, <c>deploy/NAME.sql</c> makes each. A change that was reworked
/// stands twice in the plan: before the tag between them it is <c>deploy/NAME@TAG.sql</c>.
/// </summary>
public static partial class SqitchFolder
{
    /// <summary>The folder's changes; none when it has no plan.</summary>
    /// <exception cref="Failure">The plan names a change whose file is not there.</exception>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        if (files.FirstOrDefault(f => f.Name == "sqitch.plan") is not { } plan)
        {
            return null;
        }

        var folder = plan.Path[..^plan.Name.Length];
        var entries = Entries(plan.Text).ToList();
        var changes = new List<FolderMigration>();
        for (var i = 0; i < entries.Count; i++)
        {
            var (name, isTag, line) = entries[i];
            if (isTag)
            {
                continue;
            }

            var later = entries.FindIndex(i + 1, e => !e.IsTag && e.Name == name);
            var tag = later < 0 ? null : entries.Take(later).LastOrDefault(e => e.IsTag).Name;
            var path = $"{folder}deploy/{name}{(tag is null ? "" : $"@{tag}")}.sql";
            var file =
                files.FirstOrDefault(f => f.Path == path)
                ?? throw Failure.Because(
                    ExitStatus.BadInput,
                    "sqitch-change",
                    $"The plan has the change {name}, but {path} is not there.",
                    fix: NearestName.Of(path, files.Select(f => f.Path)) is { } near ? $"Did you mean {near}?" : null,
                    at: new Location(plan.Shown, line, 1)
                );
            var at = tag is null ? name : $"{name}@{tag}";
            changes.Add(
                new(at, MigrationFolder.Words(name), file.Script())
                {
                    Down = files.FirstOrDefault(f => f.Path == $"{folder}revert/{at}.sql")?.Script(),
                }
            );
        }

        var engine = files
            .Where(f => f.Name == "sqitch.conf")
            .Select(f => EngineLine().Match(f.Text))
            .FirstOrDefault(m => m.Success)
            ?.Groups["engine"]
            .Value;
        return new("Sqitch", changes.ToSequence())
        {
            Engine = engine switch
            {
                "pg" => "postgresql",
                "sqlite" => engine,
                "mysql" => "mariadb",
                _ => null,
            },
        };
    }

    // Lines: %pragma, # comment, @tag ..., name [dependencies] time planner # note.
    private static IEnumerable<(string Name, bool IsTag, int Line)> Entries(string plan)
    {
        var number = 0;
        foreach (var (_, _, line) in MigrationFolder.Lines(plan))
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0 || text[0] is '%' or '#')
            {
                continue;
            }

            var name = text.Split(' ', '\t')[0];
            yield return name[0] == '@' ? (name[1..], true, number) : (name, false, number);
        }
    }

    [GeneratedRegex(@"^\s*engine\s*=\s*(?<engine>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EngineLine();
}
