using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>One rename as somebody wrote it: <c>orders=purchases</c>, <c>orders.total=amount</c>, <c>status.open=new</c>.</summary>
/// <param name="Old">The old name: of a table, view, sequence or type, or <c>table.column</c>, or <c>type.value</c>, each with or without its schema.</param>
/// <param name="New">The new name; where the old one has several words, the last one is enough.</param>
/// <param name="At">Where it was written, when it stands in a file.</param>
public sealed record Rename(string Old, string New, Location? At = null);

/// <summary>What is the same thing under another name.</summary>
public sealed partial record Renames(Sequence<Rename> Items)
{
    /// <summary>No renames.</summary>
    public static Renames None { get; } = new([]);

    /// <summary>Renames as options give them, each <c>old=new</c>.</summary>
    /// <exception cref="Failure">A text has no such form (<see cref="ExitStatus.BadInput"/>).</exception>
    public static Renames Parse(IEnumerable<string> options) => new(options.Select(o => Parse(o, null)).ToSequence());

    /// <summary>The renames in the remarks of an SQL text: <c>-- dbwright:rename old=new</c>, one on a line.</summary>
    /// <exception cref="Failure">A remark has no such form (<see cref="ExitStatus.BadInput"/>).</exception>
    public static Renames Remarked(string sql, string file) =>
        new(
            Remark()
                .Matches(sql)
                .Select(m => Parse(m.Groups["what"].Value, new(file, sql.AsSpan(0, m.Index).Count('\n') + 1, 1)))
                .ToSequence()
        );

    /// <summary>These and those.</summary>
    public Renames And(Renames others) => new(Items.Concat(others.Items).Distinct().ToSequence());

    /// <summary>The renames as changes: relations and types first, then columns and values.</summary>
    /// <exception cref="Failure">A name is unknown, or the new one is not new (<see cref="ExitStatus.BadInput"/>); all such errors at once.</exception>
    public Sequence<Change.Renamed> Resolve(RelationalSchema from, RelationalSchema to)
    {
        var resolver = new RenameResolver(from, to);
        return resolver.Resolve(Items);
    }

    private static Rename Parse(string text, Location? at)
    {
        var parts = text.Split('=', StringSplitOptions.TrimEntries);
        return parts is [{ Length: > 0 } old, { Length: > 0 } now]
            ? new(old, now, at)
            : throw Failure.Because(
                ExitStatus.BadInput,
                "rename-form",
                $"`{text}` is not a rename.",
                "Expected `old=new` for a table or type, `table.old=new` for a column, `type.old=new` for a value of an enumeration.",
                "--rename orders.total=amount",
                at
            );
    }

    [GeneratedRegex(
        @"^[ \t]*--[ \t]*dbwright:rename[ \t]+(?<what>[^\r\n]*?)[ \t]*\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Remark();
}
