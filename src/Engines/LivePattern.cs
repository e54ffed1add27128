using System.Text;

namespace Dbwright.Engines;

/// <summary>Names of databases as patterns and in URLs.</summary>
internal static class LivePattern
{
    /// <summary>A pattern with <c>*</c> and <c>?</c> as one of LIKE.</summary>
    public static string Like(string pattern)
    {
        var like = new StringBuilder();
        foreach (var c in pattern)
        {
            like.Append(
                c switch
                {
                    '*' => "%",
                    '?' => "_",
                    '%' or '_' or '\\' => $"\\{c}",
                    _ => $"{c}",
                }
            );
        }

        return like.ToString();
    }

    /// <summary>The URL with another database: what stands between the server and the parameters.</summary>
    public static string InUrl(string url, string database)
    {
        var server = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var query = url.IndexOf('?', server) is >= 0 and var mark ? mark : url.Length;
        var slash = url.IndexOf('/', server, query - server) is >= 0 and var path ? path : query;
        return $"{url[..slash]}/{Uri.EscapeDataString(database)}{url[query..]}";
    }
}
