using System.Security.Cryptography;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>When a migration runs.</summary>
public enum MigrationKind
{
    /// <summary>Once, in the order of versions.</summary>
    Versioned,

    /// <summary>After all versions, and again whenever its text changed.</summary>
    Repeatable,

    /// <summary>In an empty database, instead of all versions up to its own.</summary>
    Baseline,
}

/// <summary>One migration of a folder: the way up, and the way down where there is one.</summary>
/// <param name="Version">What the tool tells it by: a number, a time, a name. Texts, as no number type holds them all.</param>
/// <param name="Description">Its words, for people.</param>
/// <param name="Up">The way up; what is not part of it is blanked out.</param>
public sealed record FolderMigration(string Version, string Description, ScriptFile Up)
{
    /// <summary>The way down, or none.</summary>
    public ScriptFile? Down { get; init; }

    /// <summary>What its file says before the first mark of the tool: comments. Empty where the way up is the whole file.</summary>
    public string Head { get; init; } = "";

    /// <summary>What should be known of it before it runs.</summary>
    public Sequence<Finding> Findings { get; init; } = [];

    /// <summary>When it runs.</summary>
    public MigrationKind Kind { get; init; }

    /// <summary>SHA-256 of the way up in lower-case hexadecimal digits, whatever the ends of its lines.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(Up.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim()))
        );
}
