using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class FileRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new DuplicateVersion(),
        new DynamicSql(),
        new EditedMigration(),
        new EmptyMigration(),
        new ExistingObject(),
        new MisnamedFile(),
        new MissingDown(),
        new NewerVersionNeeded(),
        new NotAText(),
        new NotRerunnable(),
        new OutOfOrder(),
        new RefusedByServer(),
        new SyntaxRule(),
        new UnknownDirective(),
        new UnknownObject(),
        new UnusedSuppression(),
        new VersionGap(),
    ];
}
