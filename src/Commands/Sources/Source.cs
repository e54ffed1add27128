using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What a source turns out to be.</summary>
internal abstract record Source
{
    /// <summary>A database that is there.</summary>
    public sealed record Live(Engine Engine, string Url) : Source;

    /// <summary>Texts to load.</summary>
    public sealed record Scripts(SourceScripts Texts) : Source;

    /// <summary>A schema that no engine has seen yet.</summary>
    public sealed record Designed(Engine Engine, RelationalSchema Schema, string Description, Sequence<Finding> Findings) : Source
    {
        /// <summary>How many rows tables are to have, where the document says so.</summary>
        public Sequence<TableProfile> Volumes { get; init; } = [];
    }

    /// <summary>A schema that an engine has given before.</summary>
    public sealed record Ready(SourceSchema Schema) : Source;
}
