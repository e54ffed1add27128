using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>How much of its texts an index can hold: a key takes 3,072 bytes, so long texts are indexed by their beginning.</summary>
internal sealed partial class MariaDbKeyRoom
{
    private const int FixedBytes = 16;

    private readonly Table table;
    private readonly int share;

    /// <summary>The room of an index.</summary>
    public MariaDbKeyRoom(Table table, TableIndex index)
    {
        this.table = table;
        var bytes = index.Parts.Select(p => Bytes(table, p.Column)).ToList();
        var texts = bytes.Count(b => b is null or > FixedBytes);
        var left = MariaDbTypes.KeyBytes - bytes.Where(b => b <= FixedBytes).Sum(b => b ?? 0);
        share = Fits(bytes) ? MariaDbTypes.KeyBytes : left / Math.Max(1, texts);
    }

    /// <summary>Whether the server must keep a unique key on these columns by hashes, as no tree could hold it.</summary>
    public static bool MustHash(Table table, IEnumerable<string> columns) => !Fits(columns.Select(c => Bytes(table, c)).ToList());

    /// <summary>The number of characters in brackets, or nothing where the column fits as a whole.</summary>
    public string Prefix(string? column) =>
        Bytes(table, column) is { } bytes && bytes <= share
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"({share / CharacterBytes(table, column)})");

    private static bool Fits(List<int?> bytes) => bytes.TrueForAll(b => b is not null) && bytes.Sum() <= MariaDbTypes.KeyBytes;

    private static int? Bytes(Table table, string? column) =>
        column is null
            ? FixedBytes
            : table.Find(column)?.Type switch
            {
                DataType.Text { MaxLength: { } length } => length * CharacterBytes(table, column),
                DataType.Text or DataType.Json or DataType.Bytes => null,
                DataType.Native(_, var sql) when Unlimited().IsMatch(sql) => null,
                DataType.Native(_, var sql) when Limited().Match(sql) is { Success: true } limited => int.Parse(
                    limited.Groups["bytes"].ValueSpan,
                    CultureInfo.InvariantCulture
                ),
                _ => FixedBytes,
            };

    private static int CharacterBytes(Table table, string? column)
    {
        var collation =
            (column is null ? null : table.Find(column)?.Collation)
            ?? table.Details.FirstOrDefault(d => d.Name == "collation")?.Value
            ?? MariaDbWriter.Collation;
        return collation.Split('_')[0] switch
        {
            "utf8" or "utf8mb3" or "ujis" or "eucjpms" => 3,
            "utf8mb4" or "utf16" or "utf16le" or "utf32" or "gb18030" => MariaDbTypes.CharacterBytes,
            "ucs2" or "big5" or "gbk" or "gb2312" or "sjis" or "cp932" or "euckr" => 2,
            _ => 1,
        };
    }

    [GeneratedRegex("^(?:tiny|medium|long)?(?:text|blob)", RegexOptions.None, 1000)]
    private static partial Regex Unlimited();

    [GeneratedRegex(@"^(?:var)?binary\((?<bytes>\d{1,5})\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Limited();
}
