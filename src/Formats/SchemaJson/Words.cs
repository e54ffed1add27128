using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>The words of enumerations in files and documents.</summary>
public static class Words
{
    /// <summary>As SQL says it, in lower case: <c>set null</c>.</summary>
    public static string Of(ReferentialAction action) =>
        action switch
        {
            ReferentialAction.NoAction => "no action",
            ReferentialAction.Restrict => "restrict",
            ReferentialAction.Cascade => "cascade",
            ReferentialAction.SetNull => "set null",
            ReferentialAction.SetDefault => "set default",
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action without a word."),
        };

    /// <summary><c>always</c> or <c>by default</c>.</summary>
    public static string Of(IdentityKind identity) =>
        identity switch
        {
            IdentityKind.Always => "always",
            IdentityKind.ByDefault => "by default",
            _ => throw new ArgumentOutOfRangeException(nameof(identity), identity, "An identity without a word."),
        };

    /// <summary><c>function</c> or <c>procedure</c>.</summary>
    public static string Of(RoutineKind kind) =>
        kind switch
        {
            RoutineKind.Function => "function",
            RoutineKind.Procedure => "procedure",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a word."),
        };

    /// <summary>The kind of an object in lower case: <c>materialized view</c>.</summary>
    public static string Of(ObjectKind kind) =>
        string.Concat(
            kind.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(c)}" : $"{c}")
        );

    /// <summary><c>executed</c>, <c>checked</c> or <c>unverified</c>.</summary>
    public static string Of(EvidenceState state) =>
        state switch
        {
            EvidenceState.Executed => "executed",
            EvidenceState.Checked => "checked",
            EvidenceState.Unverified => "unverified",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a word."),
        };

    /// <summary><c>note</c>, <c>warning</c> or <c>error</c>.</summary>
    public static string Of(Severity severity) =>
        severity switch
        {
            Severity.Note => "note",
            Severity.Warning => "warning",
            Severity.Error => "error",
            _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "A severity without a word."),
        };

    /// <summary>What a node of an execution plan does: <c>index only scan</c>.</summary>
    public static string Of(PlanOperation operation) =>
        operation switch
        {
            PlanOperation.TableScan => "table scan",
            PlanOperation.IndexScan => "index scan",
            PlanOperation.IndexOnlyScan => "index only scan",
            PlanOperation.BitmapScan => "bitmap scan",
            PlanOperation.Join => "join",
            PlanOperation.Sort => "sort",
            PlanOperation.Aggregate => "aggregate",
            PlanOperation.Modify => "modify",
            PlanOperation.Other => "other",
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "An operation without a word."),
        };
}
