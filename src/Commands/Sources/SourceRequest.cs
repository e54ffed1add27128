using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Which schema is to be read.</summary>
/// <param name="Text">A URL, a file or a folder, as the user gave it.</param>
public sealed record SourceRequest(string Text)
{
    /// <summary>The engine that a text is written for, perhaps with its major version (<c>postgresql:16</c>); none where the source says it.</summary>
    public string? Engine { get; init; }

    /// <summary>The engine where nothing else says which: that of the database beside it in a comparison.</summary>
    public string? EngineOtherwise { get; init; }

    /// <summary>How a text's database compares texts where it does not say: as the database beside it in a comparison.</summary>
    public string? Collation { get; init; }

    /// <summary>The major version of the engine, where <see cref="Engine"/> does not say it.</summary>
    public int? Version { get; init; }

    /// <summary>The one that is taken where nothing says which and it can be had: that of the database beside it in a comparison.</summary>
    public int? VersionOtherwise { get; init; }

    /// <summary>A server of the user's in which texts are loaded.</summary>
    public string? Sandbox { get; init; }

    /// <summary>Whether fetching server programs is forbidden.</summary>
    public bool Offline { get; init; }

    /// <summary>Whether what earlier runs read may be taken.</summary>
    public bool UseCache { get; init; } = true;

    /// <summary>Where that is kept; none for the user's cache folder.</summary>
    public string? CacheFolder { get; init; }
}

/// <summary>A schema that was read.</summary>
/// <param name="Schema">The schema, canonical.</param>
/// <param name="Description">What it was read from, for people and without secrets: <c>the database shop on localhost</c>.</param>
/// <param name="Findings">What was left out or needs to be known.</param>
public sealed record SourceSchema(RelationalSchema Schema, string Description, Sequence<Finding> Findings)
{
    /// <summary>How many rows tables are to have, where the source says so (requirements).</summary>
    public Sequence<TableProfile> Volumes { get; init; } = [];

    /// <summary>What the source's remarks say was renamed to become this schema.</summary>
    public Renames Renames { get; init; } = Renames.None;

    /// <summary>The account that has read it, where what names that account is left out; none otherwise.</summary>
    public string? Account { get; init; }

    /// <summary>How the database compares texts where a definition does not say; none where nothing but definitions says it.</summary>
    public string? Collation { get; init; }
}
