namespace Dbwright.Model;

/// <summary>Statements as texts that the engine's own client runs.</summary>
public static class ClientScript
{
    private static readonly string[] Delimiters = ["//", "$$", ";;", "~~", "||"];

    /// <summary>
    /// The statement with its end and a line break. The clients of MariaDB and MySQL end a statement at the first semicolon, so that one with
    /// a body of several gets another end for itself.
    /// </summary>
    /// <param name="engine">The engine's name.</param>
    /// <param name="sql">The statement, with or without a semicolon at its end.</param>
    public static string Close(string engine, string sql)
    {
        var text = sql.TrimEnd().TrimEnd(';');
        if (engine is not ("mariadb" or "mysql") || !text.Contains(';', StringComparison.Ordinal))
        {
            return $"{text};\n";
        }

        var end = Delimiters.FirstOrDefault(d => !text.Contains(d, StringComparison.Ordinal)) ?? "-- end of statement --";
        return $"delimiter {end}\n{text}\n{end}\ndelimiter ;\n";
    }
}
