using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The migrations of a folder as every tool can be given them: statement by statement, with what is known about each.</summary>
/// <param name="Engine">The engine that they are written for.</param>
/// <param name="Migrations">They in their order.</param>
public sealed record ExportedFolder(Engine Engine, Sequence<ExportedMigration> Migrations)
{
    /// <summary>What was asked for beside the tool.</summary>
    public ExportOptions Options { get; init; } = new();

    /// <summary>
    /// Whether the server takes several statements that it gets at once as one transaction, so that one which refuses transactions has to
    /// be sent alone.
    /// </summary>
    public bool JoinsStatements => Engine.Name == "postgresql";
}

/// <summary>What somebody wants beside the tool.</summary>
public sealed record ExportOptions
{
    /// <summary>EF Core: the class of the context with its namespace (<c>Shop.Data.ShopContext</c>).</summary>
    public string? Context { get; init; }
}

/// <summary>A migration.</summary>
/// <param name="Source">The folder's own.</param>
/// <param name="Place">Its place in the order, counted from 1.</param>
/// <param name="Number">Its version where all versions of the folder are numbers, otherwise its place.</param>
/// <param name="Name">Its words joined by underscores, a to z and digits alone; no two migrations have the same.</param>
public sealed record ExportedMigration(FolderMigration Source, int Place, long Number, string Name)
{
    /// <summary>What the head of its file says: a line each, without the marks of comments.</summary>
    public Sequence<string> Header => Up.Header;

    /// <summary>The way up.</summary>
    public required ExportedWay Up { get; init; }

    /// <summary>The way down, or none.</summary>
    public ExportedWay? Down { get; init; }

    /// <summary>Whether it runs again whenever it changes.</summary>
    public bool IsRepeatable => Source.Kind == MigrationKind.Repeatable;

    /// <summary>Its words for people.</summary>
    public string Title => Name.Replace('_', ' ');

    /// <summary>Its name as a class: <c>AddEmail</c>.</summary>
    public string ClassName
    {
        get
        {
            var words = Name.Split('_', StringSplitOptions.RemoveEmptyEntries);
            var name = string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
            return char.IsAsciiDigit(name[0]) ? $"Migration{name}"
                : Members.Contains(name) ? $"{name}Migration"
                : name;
        }
    }

    // What the classes that it derives from are called, or have as members.
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "Migration",
        "Up",
        "Down",
        "Equals",
        "Finalize",
        "Object",
        "String",
        "System",
        "Module",
        "Class",
        "Kernel",
    };

    /// <summary>Whether the tool begins and ends the transaction of both ways; otherwise it is told to begin none for either.</summary>
    public bool IsOneTransaction => Up.IsOneTransaction && Down?.IsOneTransaction != false;

    /// <summary>What the header says under a label (<c>Why</c>), or none.</summary>
    public string? Said(string label)
    {
        var from = Header.ToList().FindIndex(l => l.StartsWith($"{label}:", StringComparison.Ordinal));
        if (from < 0)
        {
            return null;
        }

        // The lines of one label that follow its first begin with spaces.
        var rest = Header.Skip(from + 1).TakeWhile(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l.Trim());
        var text = string.Join(' ', rest.Prepend(Header[from][(label.Length + 1)..].Trim()));
        return text.Length > 0 ? text : null;
    }
}

/// <summary>One way of a migration.</summary>
/// <param name="Script">The text it comes from.</param>
/// <param name="Blocks">What runs, in its order.</param>
public sealed record ExportedWay(ScriptFile Script, Sequence<ExportedBlock> Blocks)
{
    /// <summary>What the head of its file says: a line each, without the marks of comments.</summary>
    public Sequence<string> Header { get; init; } = [];

    /// <summary>Remarks behind the last statement, as SQL comments.</summary>
    public Sequence<string> Tail { get; init; } = [];

    /// <summary>Whether all of it is one transaction, which the tool itself begins and ends.</summary>
    public bool IsOneTransaction => Blocks.Count == 0 || Blocks is [{ IsTransaction: true }];

    /// <summary>All statements.</summary>
    public IEnumerable<ExportedStatement> Statements => Blocks.SelectMany(b => b.Statements);

    /// <summary>The first setting that stands outside a transaction, so that it means nothing where the session is not kept; none otherwise.</summary>
    public ExportedStatement? LooseSetting =>
        Blocks.Where(b => !b.IsTransaction).SelectMany(b => b.Statements).FirstOrDefault(s => s.IsSetting);
}

/// <summary>Statements that take effect together, or one that stands alone.</summary>
/// <param name="IsTransaction">Whether they are a transaction.</param>
/// <param name="Statements">They in their order; one when it is no transaction.</param>
public sealed record ExportedBlock(bool IsTransaction, Sequence<ExportedStatement> Statements);

/// <summary>A statement.</summary>
/// <param name="Offset">Where it stands in the script, in characters from 0.</param>
/// <param name="Text">Its text without the end mark, with line feeds as ends of lines.</param>
/// <param name="Remarks">The comments before it, a line each, as SQL comments.</param>
public sealed record ExportedStatement(int Offset, string Text, Sequence<string> Remarks)
{
    /// <summary>Whether it sets something for the rest of the session.</summary>
    public bool IsSetting { get; init; }

    /// <summary>Whether it may not be in a transaction, or ends them itself.</summary>
    public bool RefusesTransaction { get; init; }

    /// <summary>Its remarks without the marks of comments.</summary>
    public IEnumerable<string> Notes => Remarks.Select(SqlRemarks.Words);

    /// <summary>Its text with the end mark; on a line of its own where a comment could swallow it.</summary>
    public string Ended =>
        Text[(Text.LastIndexOf('\n') + 1)..] is var last
        && (last.Contains("--", StringComparison.Ordinal) || last.Contains('#', StringComparison.Ordinal))
            ? $"{Text}\n;"
            : $"{Text};";
}
