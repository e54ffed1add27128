using Dbwright.Model;

namespace Dbwright.Indexing;

/// <summary>
/// Estimates the bytes of an index. B-tree: every row has an entry of 8 bytes header, 4 bytes line pointer and its keys and further columns
/// rounded up to 8 bytes; leaves are filled to 90 %, inner pages add 1 %. Where the engine shares equal keys (PostgreSQL 13 and later; no
/// further columns, no decimals or floats) and each key comes at least twice, a key is counted once and every row with 6 bytes. Hash: 20
/// bytes a row at 75 % filling. GIN: 4 bytes for each of the word or letter groups of a text (a sixth of its bytes are words; letter groups
/// are as many as bytes). GiST: 48 bytes a row. BRIN: 32 bytes for every 128 pages. Never less than two pages of 8 KiB.
/// </summary>
internal sealed class IndexSizes(DatabaseDesign design, IndexAbilities abilities, TableStatistics statistics)
{
    private const double LeafFill = 0.9;
    private const double InnerPages = 1.01;
    private const long LeastBytes = 2 * 8192;
    private const int EntryHeader = 8;
    private const int LinePointer = 4;
    private const int RowPosition = 6;

    /// <summary>The estimated bytes.</summary>
    public long Estimate(IndexCandidate index)
    {
        var rows = statistics.Rows(index.Table) * index.Share;
        return (long)
            Math.Max(
                LeastBytes,
                index.Method switch
                {
                    "hash" => rows * 20 / 0.75,
                    "gist" => rows * 48,
                    "gin" => rows * index.Parts.Sum(p => GinBytes(index.Table, p)),
                    "brin" => rows * 100 / (128 * 8192) * 32,
                    _ => BTree(index, rows),
                }
            );
    }

    private double BTree(IndexCandidate index, double rows)
    {
        var columns = index.Columns.OfType<string>().ToList();
        var key = Aligned(columns.Sum(c => statistics.Width(index.Table, c)));
        var distinct = Math.Min(rows, columns.Aggregate(1.0, (product, c) => product * statistics.Distinct(index.Table, c)));
        if (
            abilities.Include
            && index.Include.Count == 0
            && distinct * 2 <= rows
            && columns.TrueForAll(c => SharesKeys(index.Table, c))
        )
        {
            return (distinct * (EntryHeader + LinePointer + key) + rows * RowPosition) / LeafFill * InnerPages;
        }

        var entry = Aligned(columns.Concat(index.Include).Sum(c => statistics.Width(index.Table, c))) + EntryHeader + LinePointer;
        return rows * entry / LeafFill * InnerPages;
    }

    private bool SharesKeys(QualifiedName table, string column) =>
        design.Schema.Find(table)?.Find(column)?.Type is not (DataType.Decimal or DataType.Float or DataType.Json);

    private double GinBytes(QualifiedName table, IndexPart part)
    {
        var width = part.Column is { } column ? statistics.Width(table, column) : 32;
        return part.OperatorClass is not null && part.OperatorClass == abilities.TrigramOperatorClass
            ? width * 4
            : width / 6.0 * 4;
    }

    private static int Aligned(int bytes) => (bytes + 7) / 8 * 8;
}
