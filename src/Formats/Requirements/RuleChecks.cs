using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Formats;

/// <summary>Reads the rules of an entity and checks their names, the types of their operands and that they can hold.</summary>
internal sealed class RuleChecks(DocumentErrors errors)
{
    private enum Family
    {
        Unknown,
        Boolean,
        Number,
        Text,
        Timestamp,
        Date,
        Time,
        Duration,
        Other,
    }

    /// <summary>Reads a rule; none when it is wrong, which is reported.</summary>
    public Rule? Read(EntityDraft entity, YamlScalar scalar, string id)
    {
        bool IsName(string word) => entity.Find(word) is not null || entity.References.ContainsKey(word);
        var outcome = ExpressionParser.Read(scalar.Text, IsName);
        if (outcome.Error is { } error)
        {
            errors.Add(
                "expression",
                error.Title,
                scalar.Offset(error.Position),
                error.Fix,
                $"In the rule {DocumentErrors.Quote(scalar.Text)}."
            );
            return null;
        }

        var before = errors.Count;
        foreach (var name in outcome.Names.Where(n => n.IsReference && n.Text.Contains('.')))
        {
            errors.Add(
                "rule",
                $"A rule sees one row, and '{name.Text}' is in another",
                scalar.Offset(name.Position),
                $"Use the attributes and references of '{entity.Name}'; write what concerns other rows as an invariant of a transaction."
            );
        }

        var check = new Check(errors, entity, scalar, outcome.Names);
        var family = errors.Count == before ? check.OfWhole(outcome.Expression!) : Family.Unknown;
        if (family is not (Family.Unknown or Family.Boolean))
        {
            errors.Add(
                "rule",
                $"{DocumentErrors.Quote(scalar.Text)} is no condition",
                scalar.At,
                "Write a comparison, for example 'ends_at > starts_at'."
            );
        }

        return errors.Count == before ? new(id, outcome.Expression!, scalar.Text, scalar.At) : null;
    }

    private sealed class Check(DocumentErrors errors, EntityDraft entity, YamlScalar scalar, Sequence<ExpressionName> names)
    {
        private readonly HashSet<string> comparedWords = [];

        public Family OfWhole(Expression expression)
        {
            var family = Of(expression);
            foreach (var word in names.Where(n => !n.IsReference && !comparedWords.Contains(n.Text)))
            {
                UnknownWord(word);
            }

            return family;
        }

        private void UnknownWord(ExpressionName word) => Unknown(errors, entity, word.Text, scalar.Offset(word.Position));

        private Family Of(Expression expression)
        {
            switch (expression)
            {
                case Expression.Reference reference:
                    return entity.Find(reference.Path[0]) is { IsUnreadable: false } attribute
                        ? FamilyOf(attribute.Type.Kind)
                        : Family.Unknown;
                case Expression.Constant { Value: bool }:
                    return Family.Boolean;
                case Expression.Constant { Value: decimal }:
                    return Family.Number;
                case Expression.Constant:
                    return Family.Unknown;
                case Expression.Now:
                    Add(
                        "A rule that asks for the time stops holding by itself",
                        "Compare with another attribute, for example 'ends_at > created_on'."
                    );
                    return Family.Unknown;
                case Expression.Not not:
                    Require(not.Operand, Family.Boolean, "'not'");
                    return Family.Boolean;
                case Expression.IsNull test:
                    if (test.Operand is Expression.Reference path && entity.Find(path.Path[0]) is { Optional: false })
                    {
                        Add(
                            $"'{path}' is required, so it is never null",
                            "Make it optional with '?', or leave the test out.",
                            "conflict"
                        );
                    }

                    Of(test.Operand);
                    return Family.Boolean;
                case Expression.In set:
                    foreach (var value in set.Values)
                    {
                        Compare(set.Operand, value);
                    }

                    return Family.Boolean;
                case Expression.Between range:
                    Compare(range.Operand, range.Low);
                    Compare(range.Operand, range.High);
                    return Family.Boolean;
                case Expression.Call call:
                    return Call(call);
                case Expression.Binary { Operator: BinaryOperator.And or BinaryOperator.Or } logical:
                    Require(logical.Left, Family.Boolean, "'and' and 'or'");
                    Require(logical.Right, Family.Boolean, "'and' and 'or'");
                    return Family.Boolean;
                case Expression.Binary { Operator: BinaryOperator.Matches } match:
                    Require(match.Left, Family.Text, "'matches'");
                    CheckPattern((string)((Expression.Constant)match.Right).Value!);
                    return Family.Boolean;
                case Expression.Binary
                {
                    Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide
                } sum:
                    Require(sum.Left, Family.Number, "arithmetic");
                    Require(sum.Right, Family.Number, "arithmetic");
                    return Family.Number;
                case Expression.Binary comparison:
                    Compare(comparison.Left, comparison.Right);
                    return Family.Boolean;
                default:
                    return Family.Unknown;
            }
        }

        private Family Call(Expression.Call call)
        {
            switch (call.Function)
            {
                case "length":
                    Require(call.Arguments[0], Family.Text, "'length'");
                    return Family.Number;
                case "lower" or "upper":
                    Require(call.Arguments[0], Family.Text, $"'{call.Function}'");
                    return Family.Text;
                case "abs":
                    Require(call.Arguments[0], Family.Number, "'abs'");
                    return Family.Number;
                default:
                    for (var i = 1; i < call.Arguments.Count; i++)
                    {
                        Compare(call.Arguments[0], call.Arguments[i]);
                    }

                    return Of(call.Arguments[0]);
            }
        }

        private void Compare(Expression left, Expression right)
        {
            if (right is Expression.Constant constant && left is Expression.Reference path)
            {
                Constant(path, constant);
                return;
            }

            if (left is Expression.Constant other && right is Expression.Reference target)
            {
                Constant(target, other);
                return;
            }

            var (a, b) = (Of(left), Of(right));
            if (a != Family.Unknown && b != Family.Unknown && a != b)
            {
                Add(
                    $"{Shown(left)} ({a.ToString().ToLowerInvariant()}) cannot be compared with {Shown(right)} ({b.ToString().ToLowerInvariant()})",
                    "Compare values of the same kind."
                );
            }
        }

        private void Constant(Expression.Reference path, Expression.Constant constant)
        {
            if (entity.Find(path.Path[0]) is not { IsUnreadable: false } attribute)
            {
                return;
            }

            var isWord = constant.Value is string text && names.Any(n => !n.IsReference && n.Text == text);
            if (isWord)
            {
                if (
                    attribute.Type.Kind != SemanticKind.Enum
                    && attribute.Type.Kind is not (SemanticKind.Country or SemanticKind.Currency or SemanticKind.Language)
                )
                {
                    return;
                }

                comparedWords.Add((string)constant.Value!);
            }

            // Limits may lie outside of the type's own range; only the kind of the value and the members of an enumeration count here.
            var type = attribute.Type with
            {
                Minimum = null,
                Maximum = null,
                Precision = null,
                Scale = null,
                Length = null,
            };
            type = type.Kind is SemanticKind.Money or SemanticKind.Integer ? type with { Kind = SemanticKind.Decimal } : type;
            if (LiteralValues.Problem(type, constant.Value) is { } problem)
            {
                var word = constant.Value as string ?? "";
                var nearest = NearestName.Of(word, attribute.Type.Values);
                var place = names.FirstOrDefault(n => !n.IsReference && n.Text == word);
                errors.Add(
                    "rule",
                    $"{Shown(constant)} {problem}, so it cannot be compared with '{path}'",
                    place is null ? scalar.At : scalar.Offset(place.Position),
                    nearest is null ? null : $"Did you mean '{nearest}'?"
                );
            }
        }

        private void Require(Expression operand, Family wanted, string by)
        {
            if (
                operand is Expression.Constant { Value: string word }
                && names.FirstOrDefault(n => !n.IsReference && n.Text == word) is not null
            )
            {
                return;
            }

            var family = operand is Expression.Constant { Value: string } ? Family.Text : Of(operand);
            if (family != Family.Unknown && family != wanted)
            {
                Add(
                    $"{by} needs {(wanted == Family.Boolean ? "conditions" : $"a {wanted.ToString().ToLowerInvariant()}")}, and {Shown(operand)} is a {family.ToString().ToLowerInvariant()}",
                    null
                );
            }
        }

        private void CheckPattern(string pattern)
        {
            try
            {
                _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (ArgumentException wrong)
            {
                Add($"{DocumentErrors.Quote(pattern)} is no regular expression", wrong.Message.ReplaceLineEndings(" "));
            }
            catch (NotSupportedException)
            {
                Add(
                    $"{DocumentErrors.Quote(pattern)} uses what not every engine has",
                    "Use classes, anchors, counts, groups and alternatives; no lookaround, no back-references."
                );
            }
        }

        private void Add(string title, string? fix, string rule = "rule") =>
            errors.Add(rule, title, scalar.At, fix, $"In the rule {DocumentErrors.Quote(scalar.Text)}.");

        private static string Shown(Expression expression) => DocumentErrors.Quote(ExpressionText.Write(expression).Trim('\''));
    }

    private static void Unknown(DocumentErrors errors, EntityDraft entity, string word, Location at)
    {
        var known = entity.Attributes.Select(a => a.Name).Concat(entity.References.Keys);
        errors.Unknown(
            "unknown-path",
            $"'{entity.Name}' has no attribute or reference {DocumentErrors.Quote(word)}",
            word,
            at,
            known,
            $"Put a text in single quotes. '{entity.Name}' has"
        );
    }

    private static Family FamilyOf(SemanticKind kind) =>
        kind switch
        {
            SemanticKind.Boolean => Family.Boolean,
            SemanticKind.Timestamp => Family.Timestamp,
            SemanticKind.Date => Family.Date,
            SemanticKind.Time => Family.Time,
            SemanticKind.Duration => Family.Duration,
            SemanticKind.Enum => Family.Text,
            _ when SemanticTypes.IsNumber(kind) => Family.Number,
            _ when SemanticTypes.IsText(kind) => Family.Text,
            _ => Family.Other,
        };
}
