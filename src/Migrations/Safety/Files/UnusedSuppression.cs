namespace Dbwright.Migrations;

/// <summary>A remark that keeps a rule silent which would be silent anyway.</summary>
internal sealed class UnusedSuppression : LintRule
{
    public override RuleInfo Info { get; } =
        new("unused-suppression", "A remark keeps a rule silent that has nothing to say")
        {
            Why =
                "The statement that the remark was made for is gone or has been made safe. Left in place, the remark would keep the next "
                + "finding there silent.",
            Instead = "Remove the remark, or the names in it that are of no use.",
            Engines = LintEngines.All,
            Reference = "U-185",
            Aliases = ["squawk:unused-ignore"],
        };
}
