using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class NamingRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new CharsetMissing(),
        new CommentMissing(),
        new CommentTooLong(),
        new NameWithoutPrefix(),
        new EngineWithoutTransactions(),
        new NameNotSnakeCase(),
        new OutdatedCharset(),
        new PrimaryKeyType(),
        new ProtectedTable(),
        new ReservedWord(),
        new TableCompression(),
        new TableWithoutPrimaryKey(),
        new UnqualifiedName(),
    ];
}
