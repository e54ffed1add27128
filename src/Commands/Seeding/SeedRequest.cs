using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright seed</c> is asked for.</summary>
/// <param name="Source">Which schema.</param>
public sealed record SeedRequest(SourceRequest Source)
{
    /// <summary>The database to fill; none for the source itself when it is one, otherwise for files.</summary>
    public string? Into { get; init; }

    /// <summary>The form of files: <c>sql</c>, <c>csv</c> or <c>parquet</c>.</summary>
    public string Format { get; init; } = "sql";

    /// <summary>Whether somebody has said the form: then rows are printed or go to files, and a source that is a database is only read.</summary>
    public bool SaysFormat { get; init; }

    /// <summary>The folder that files go to; none prints.</summary>
    public string? Output { get; init; }

    /// <summary>Numbers of rows as the user gave them: <c>orders=1000</c>.</summary>
    public Sequence<string> Rows { get; init; } = [];

    /// <summary>Multiplies all other numbers of rows.</summary>
    public decimal Scale { get; init; } = 1;

    /// <summary>How much there is when nobody says.</summary>
    public SeedSize Size { get; init; } = SeedSize.Full;

    /// <summary>Chooses among all possible data.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Whether rows are added to tables that hold some: the numbers of rows are then what the tables hold in the end.</summary>
    public bool TopUp { get; init; }

    /// <summary>The URL of a database whose planner's statistics the data imitates, or none.</summary>
    public string? Like { get; init; }

    /// <summary>What tells the statistics that are imitated apart from others; empty without them.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Whose names and places rows have; empty when nothing is said.</summary>
    public Sequence<string> Locale { get; init; } = [];

    /// <summary>The URL of a database whose rows are copied in place of made ones, or none.</summary>
    public string? From { get; init; }

    /// <summary>Which rows of a table are copied, as the user gave it: <c>customers=5%</c>.</summary>
    public Sequence<string> Subset { get; init; } = [];

    /// <summary>The key of masks, or none when nobody gave one.</summary>
    public string? MaskKey { get; init; }

    /// <summary>Dangers that the user permits by name.</summary>
    public Sequence<string> Allowed { get; init; } = [];

    /// <summary>A file with rules for tables and columns (<c>seed.yaml</c>), or none.</summary>
    public string? Rules { get; init; }

    /// <summary>Whether the user has confirmed that the target may be written to.</summary>
    public bool Confirmed { get; init; }

    /// <summary>Whether rows for files are loaded into a sandbox first.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Asks the user to type the name of a production environment; none where nobody can be asked.</summary>
    public Func<string, string?>? Ask { get; init; }

    /// <summary>The project file that names environments.</summary>
    public string ProjectFile { get; init; } = "dbwright.yaml";
}

/// <summary>What <c>dbwright seed</c> did.</summary>
/// <param name="Target">Where the rows went, for people and without secrets.</param>
/// <param name="Tables">Rows and seconds of each table, in load order.</param>
/// <param name="Seconds">How long the loading took in all, constraints included; none when no database was filled.</param>
/// <param name="Verdicts">What the engine counted afterwards.</param>
/// <param name="Written">Files that were written.</param>
/// <param name="Findings">What needs to be known.</param>
public sealed record SeedResult(
    string Target,
    Sequence<TableLoad> Tables,
    double? Seconds,
    Sequence<Verdict> Verdicts,
    Sequence<string> Written,
    Sequence<Finding> Findings
)
{
    /// <summary>What became of masked columns.</summary>
    public Sequence<MaskedColumn> Masked { get; init; } = [];
}

/// <summary>What became of a masked column.</summary>
/// <param name="Column">Table and column.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Values">How many values there were.</param>
/// <param name="Different">How many of them were different.</param>
/// <param name="Survived">How many values of the result are one of the originals; where values cannot be told apart so, how many stayed.</param>
public sealed record MaskedColumn(string Column, MaskKind Kind, long Values, long Different, long Survived);
