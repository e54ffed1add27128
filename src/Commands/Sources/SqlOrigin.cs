using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Which engine a text is written for, where its first lines leave no doubt: dumps say so.</summary>
internal static partial class SqlOrigin
{
    private const int Looked = 4000;

    /// <summary>The engine's name, or none.</summary>
    public static string? Engine(string text)
    {
        var head = text.Length > Looked ? text[..Looked] : text;
        return PostgreSql().IsMatch(head) ? "postgresql"
            : MariaDb().IsMatch(head) ? "mariadb"
            : Sqlite().IsMatch(head) ? "sqlite"
            : null;
    }

    /// <summary>The engine's name when the first text that says one says it.</summary>
    public static string? Engine(Sequence<ScriptFile> files) =>
        files.Select(f => Engine(f.Text)).FirstOrDefault(e => e is not null);

    [GeneratedRegex(
        @"^-- PostgreSQL database (?:cluster )?dump|^SELECT pg_catalog\.set_config\(|^\\restrict ",
        RegexOptions.Multiline,
        1000
    )]
    private static partial Regex PostgreSql();

    [GeneratedRegex(@"^-- (?:MySQL|MariaDB) dump |^/\*M?!\d{5,6} SET |^-- phpMyAdmin SQL Dump", RegexOptions.Multiline, 1000)]
    private static partial Regex MariaDb();

    [GeneratedRegex(@"^PRAGMA foreign_keys\s*=\s*OFF;\s*^BEGIN TRANSACTION;", RegexOptions.Multiline, 1000)]
    private static partial Regex Sqlite();
}
