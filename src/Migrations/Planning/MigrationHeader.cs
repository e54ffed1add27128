using System.Text;

namespace Dbwright.Migrations;

/// <summary>
/// The remarks at the head of a migration: what the brief asks every schema change to document (what, why, impact, affected objects,
/// rollback, duration, test).
/// </summary>
public sealed record MigrationHeader
{
    private const int Width = 110;

    /// <summary>What it does.</summary>
    public required string What { get; init; }

    /// <summary>Why it is done.</summary>
    public required string Why { get; init; }

    /// <summary>Where it was asked for; none when nobody said.</summary>
    public string? Issue { get; init; }

    /// <summary>Who wrote it; none when nobody said.</summary>
    public string? Author { get; init; }

    /// <summary>What it means for a running application.</summary>
    public required string Impact { get; init; }

    /// <summary>The objects it touches.</summary>
    public required string Affected { get; init; }

    /// <summary>How it is undone.</summary>
    public required string Rollback { get; init; }

    /// <summary>How long it takes.</summary>
    public required string Duration { get; init; }

    /// <summary>How it is tested.</summary>
    public required string Test { get; init; }

    /// <summary>The remarks as SQL comments, each line starting with <c>--</c>.</summary>
    public string Write(string version)
    {
        var text = new StringBuilder();
        Append(text, "Migration", version);
        Append(text, "What", What);
        Append(text, "Why", Why);
        Append(text, "Issue", Issue);
        Append(text, "Author", Author);
        Append(text, "Impact", Impact);
        Append(text, "Affected", Affected);
        Append(text, "Rollback", Rollback);
        Append(text, "Duration", Duration);
        Append(text, "Test", Test);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string label, string? value)
    {
        if (value is null)
        {
            return;
        }

        var line = new StringBuilder($"-- {label + ":", -11}");
        foreach (var word in value.ReplaceLineEndings(" ").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append("--            ");
            }

            line.Append(word).Append(' ');
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
