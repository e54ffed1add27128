using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Formats;

/// <summary>Reads defaults and holds them against the type, the range and the rules.</summary>
internal sealed class DefaultChecks(DocumentErrors errors)
{
    /// <summary>The default as a constant or <c>now</c>; none when there is none or it is wrong, which is reported.</summary>
    public Expression? Read(AttributeDraft attribute)
    {
        if (attribute.DefaultText is not { } text || attribute.IsUnreadable)
        {
            return null;
        }

        var at = attribute.DefaultAt!;
        var outcome = ExpressionParser.Read(text, _ => false);
        if (outcome.Error is { } error)
        {
            errors.Add(
                "default",
                error.Title,
                at with
                {
                    Column = at.Column + error.Position,
                },
                error.Fix,
                $"In the default of '{attribute.Id}'."
            );
            return null;
        }

        var kind = attribute.Type.Kind;
        switch (outcome.Expression)
        {
            case Expression.Constant { Value: null } when !attribute.Optional:
                Contradicts(
                    attribute,
                    "null",
                    "is no value of a required attribute",
                    "Make it optional with '?', or give another default."
                );
                return null;
            case Expression.Constant { Value: null }:
                return null;
            case Expression.Now when kind is not (SemanticKind.Timestamp or SemanticKind.Date or SemanticKind.Time):
                Contradicts(attribute, text, $"is no value of type {SemanticTypes.NameOf(kind)}", null);
                return null;
            case Expression.Now { DateOnly: false } when kind == SemanticKind.Date:
                Contradicts(attribute, text, "is a moment, not a date", "Write '= today'.");
                return null;
            case Expression.Now { DateOnly: true } when kind is SemanticKind.Timestamp or SemanticKind.Time:
                Contradicts(attribute, text, $"is a date, not of type {SemanticTypes.NameOf(kind)}", "Write '= now'.");
                return null;
            case Expression.Now now:
                return now;
            case Expression.Constant constant:
                return Constant(attribute, constant);
            default:
                errors.Add("default", $"The default of '{attribute.Id}' is computed", at, "Write a constant, 'now' or 'today'.");
                return null;
        }
    }

    /// <summary>Holds the defaults of an entity against its rules: a row of defaults alone must not be refused.</summary>
    public void AgainstRules(Entity entity)
    {
        object? ValueOf(Expression.Reference reference) =>
            reference.Path.Count == 1 && entity.Find(reference.Path[0])?.Default is Expression.Constant constant
                ? constant.Value
                : null;
        foreach (var rule in entity.Rules.Concat(entity.Attributes.SelectMany(a => a.Rules)))
        {
            if (ExpressionEvaluator.Evaluate(rule.Condition, ValueOf) is false)
            {
                errors.Add(
                    "default",
                    $"The rule {DocumentErrors.Quote(rule.Text)} refuses the defaults of '{entity.Name}'",
                    rule.At,
                    "Change the rule or the default."
                );
            }
        }
    }

    private Expression.Constant? Constant(AttributeDraft attribute, Expression.Constant constant)
    {
        var shown = constant.Value is string word ? word : ExpressionText.Write(constant);
        var kind = attribute.Type.Kind;
        if (
            kind
            is SemanticKind.Vector
                or SemanticKind.Location
                or SemanticKind.Password
                or SemanticKind.Secret
                or SemanticKind.File
        )
        {
            errors.Add(
                "default",
                $"The type {SemanticTypes.NameOf(kind)} has no defaults",
                attribute.DefaultAt,
                "Leave it out, or make the attribute optional with '?'."
            );
            return null;
        }

        if (attribute.Unique)
        {
            errors.Add(
                "conflict",
                $"'{attribute.Id}' is unique, so only one row could have its default",
                attribute.DefaultAt,
                "Leave out the default or 'unique'."
            );
        }

        if (LiteralValues.Problem(attribute.Type, constant.Value) is not { } problem)
        {
            return constant;
        }

        var nearest = constant.Value is string value ? NearestName.Of(value, attribute.Type.Values) : null;
        Contradicts(attribute, shown, problem, nearest is null ? null : $"Did you mean '{nearest}'?");
        return null;
    }

    private void Contradicts(AttributeDraft attribute, string shown, string problem, string? fix) =>
        errors.Add(
            "default",
            $"The default {DocumentErrors.Quote(shown)} of '{attribute.Id}' {problem}",
            attribute.DefaultAt,
            fix
        );
}
