using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class FileRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [new DuplicateVersion(), new NotAText(), new SyntaxRule(), new UnknownDirective(), new UnusedSuppression()];
}
