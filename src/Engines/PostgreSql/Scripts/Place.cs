using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>A statement and where it comes from.</summary>
/// <param name="File">The file.</param>
/// <param name="Item">The statement there.</param>
internal sealed record PostgreSqlPlace(ScriptFile File, PsqlItem.Statement Item)
{
    /// <summary>What is run.</summary>
    public string Text { get; init; } = Item.Text;

    /// <summary>Where it starts, or the place that an error names.</summary>
    public Location At(int? offset = null) =>
        File.At(offset is { } inText && ReferenceEquals(Text, Item.Text) ? Item.InScript(inText) : Item.Offset);

    /// <summary>Its first line, for people.</summary>
    public string FirstLine() => ScriptPlaces.FirstLine(Text);
}
