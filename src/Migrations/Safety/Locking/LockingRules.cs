using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class LockingRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } = [];
}
