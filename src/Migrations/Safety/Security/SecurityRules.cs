using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class SecurityRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new DefinerNamed(),
        new DynamicSqlUnquoted(),
        new ForbiddenFunction(),
        new ImmutableButVolatile(),
        new PrivilegesChanged(),
        new RightsForEveryone(),
        new RoleNotSet(),
        new RoutineCreated(),
        new RowSecurityDisabled(),
        new SecurityDefinerSearchPath(),
        new ServerSettingChanged(),
    ];
}
