using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What two schemas say about accounts, where one of them was read without.</summary>
internal static class SourceAccounts
{
    /// <summary>
    /// The two without definers and rights that only one of them could have: all of them, when a text was read where its accounts cannot be
    /// made, and otherwise those of the account that reads a database.
    /// </summary>
    public static (SourceSchema From, SourceSchema To) Comparable(SourceSchema from, SourceSchema to, CommandContext context) =>
        LeavesOut(from) || LeavesOut(to)
            ? (Without(from, null, context), Without(to, null, context))
            : (SeenBy(to.Account, from, context), SeenBy(from.Account, to, context));

    private static bool LeavesOut(SourceSchema source) => source.Findings.Any(f => f.Rule == IScriptRun.AccountsLeftOut);

    private static SourceSchema SeenBy(string? account, SourceSchema source, CommandContext context) =>
        account is null ? source : Without(source, account, context);

    private static SourceSchema Without(SourceSchema source, string? account, CommandContext context) =>
        context.FindEngine(source.Schema.Engine).Inspector is { } inspector
            ? source with
            {
                Schema = inspector.Without(source.Schema, account),
            }
            : source;
}
