using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Formats;

/// <summary>Reads the conditions of patterns: <c>PATH OP [VALUE]</c>; without value it is a parameter.</summary>
internal sealed class ConditionReader(DocumentErrors errors, EntityCatalog catalog)
{
    private const string Form =
        "Write 'PATH OP' for a parameter or 'PATH OP VALUE', with OP one of: =, !=, <, <=, >, >=, between, in, contains, starts with, has, is null, is not null, within.";

    // Longer operators stand before those they begin with.
    private static readonly (string Text, ConditionOperator Operator)[] Operators =
    [
        ("is not null", ConditionOperator.IsNotNull),
        ("is null", ConditionOperator.IsNull),
        ("starts with", ConditionOperator.StartsWith),
        ("contains", ConditionOperator.Contains),
        ("between", ConditionOperator.Between),
        ("within", ConditionOperator.Between),
        ("has", ConditionOperator.Has),
        ("in", ConditionOperator.In),
        ("!=", ConditionOperator.NotEqual),
        ("<>", ConditionOperator.NotEqual),
        ("<=", ConditionOperator.LessOrEqual),
        (">=", ConditionOperator.GreaterOrEqual),
        ("<", ConditionOperator.Less),
        (">", ConditionOperator.Greater),
        ("=", ConditionOperator.Equal),
    ];

    /// <summary>Reads a list of conditions; wrong ones are reported and left out.</summary>
    public Sequence<Condition> Read(EntityDraft entity, IReadOnlyList<YamlScalar> scalars)
    {
        var conditions = new List<Condition>();
        foreach (var scalar in scalars)
        {
            if (Read(entity, scalar) is not { } condition)
            {
                continue;
            }

            Conflicts(conditions, condition, scalar);
            conditions.Add(condition);
        }

        return conditions.ToSequence();
    }

    private void Conflicts(List<Condition> conditions, Condition condition, YamlScalar scalar)
    {
        foreach (var other in conditions.Where(c => c.Path == condition.Path))
        {
            if (other.Operator == condition.Operator && other.Values.Equals(condition.Values))
            {
                errors.Add(
                    "duplicate-condition",
                    $"The condition {DocumentErrors.Quote(scalar.Text)} is given twice",
                    scalar.At,
                    "Keep one of them."
                );
            }
            else if (
                (other.Operator == ConditionOperator.IsNull && condition.Operator != ConditionOperator.IsNull)
                || (condition.Operator == ConditionOperator.IsNull && other.Operator != ConditionOperator.IsNull)
                || (
                    other.Operator == ConditionOperator.Equal
                    && condition.Operator == ConditionOperator.Equal
                    && other.IsConstant
                    && condition.IsConstant
                )
            )
            {
                errors.Add(
                    "conflict",
                    $"No row satisfies {DocumentErrors.Quote(scalar.Text)} and the condition at {other.At} together",
                    scalar.At,
                    "Keep one of them."
                );
            }
        }
    }

    private Condition? Read(EntityDraft entity, YamlScalar scalar)
    {
        var text = scalar.Text;
        var start = text.Length - text.AsSpan().TrimStart().Length;
        var at = start;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or '-'))
        {
            at++;
        }

        var path = text[start..at];
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        var rest = text.AsSpan(at).TrimEnd();
        if (path.Length == 0 || rest.Length == 0)
        {
            errors.Add(
                "condition",
                $"{DocumentErrors.Quote(text)} is no condition",
                scalar.At,
                path.Length > 0 ? $"Write '{path} =' for a parameter. {Form}" : Form
            );
            return null;
        }

        if (Find(rest) is not { } found)
        {
            var word = rest[..(rest.IndexOf(' ') is var end and >= 0 ? end : rest.Length)].ToString();
            errors.Unknown(
                "condition",
                $"There is no operator {DocumentErrors.Quote(word)}",
                word,
                scalar.Offset(at),
                Operators.Select(o => o.Text),
                "The operators are"
            );
            return null;
        }

        var valueAt = at + found.Text.Length;
        while (valueAt < text.Length && text[valueAt] == ' ')
        {
            valueAt++;
        }

        var value = text[valueAt..].TrimEnd();
        if (catalog.Resolve(entity, path, offset => scalar.Offset(start + offset), "The condition") is not { } resolved)
        {
            return null;
        }

        var before = errors.Count;
        CheckOperator(resolved, found.Operator, found.Text, scalar.Offset(at));
        var values = errors.Count == before ? Values(resolved, found.Operator, found.Text, value, scalar, valueAt) : null;
        return values is null ? null : new Condition(resolved.Path, found.Operator, values, scalar.At);
    }

    private static (string Text, ConditionOperator Operator)? Find(ReadOnlySpan<char> rest)
    {
        foreach (var (text, operation) in Operators)
        {
            if (
                rest.StartsWith(text)
                && (!char.IsLetter(text[0]) || rest.Length == text.Length || rest[text.Length] is ' ' or '(')
            )
            {
                return (text, operation);
            }
        }

        return null;
    }

    private void CheckOperator(ResolvedPath path, ConditionOperator operation, string text, Location at)
    {
        if (path.Attribute is { IsUnreadable: true })
        {
            return;
        }

        var isNullTest = operation is ConditionOperator.IsNull or ConditionOperator.IsNotNull;
        if (isNullTest && !path.IsNullable)
        {
            errors.Add(
                "conflict",
                $"'{path.Path}' is required, so it is never null",
                at,
                "Make it optional with '?', or leave the condition out."
            );
        }

        if (isNullTest)
        {
            return;
        }

        if (path.Kind is SemanticKind.Password or SemanticKind.Secret)
        {
            errors.Add(
                "condition",
                $"'{path.Path}' is kept only as a {(path.Kind == SemanticKind.Password ? "hash" : "ciphertext")}, so no value can be compared with it",
                at,
                "Find the row by another attribute and compare in the application."
            );
            return;
        }

        var fix = (path.Kind, operation) switch
        {
            (SemanticKind.Vector, _) => "Vectors are compared by a 'similar' pattern.",
            (SemanticKind.Location, _) => "Locations are compared by a 'near' pattern.",
            (SemanticKind.Json, not ConditionOperator.Has) => "A json attribute is asked with 'has'.",
            (not SemanticKind.Json, ConditionOperator.Has) => "'has' asks a json attribute.",
            (var kind, ConditionOperator.Contains or ConditionOperator.StartsWith)
                when kind is null || !SemanticTypes.IsText(kind.Value) => "'contains' and 'starts with' ask a text.",
            (var kind, ConditionOperator.Between)
                when text == "within" && kind is not (SemanticKind.Timestamp or SemanticKind.Date) =>
                "'within' asks a timestamp or a date.",
            (
                null
                    or SemanticKind.Boolean,
                ConditionOperator.Less
                    or ConditionOperator.LessOrEqual
                    or ConditionOperator.Greater
                    or ConditionOperator.GreaterOrEqual
                    or ConditionOperator.Between
            ) when path.Added != "id" => "Compare with '=', '!=' or 'in'.",
            _ => null,
        };
        if (fix is not null)
        {
            errors.Add(
                "condition",
                $"'{text}' does not suit '{path.Path}'{(path.Kind is { } shown ? $" of type {SemanticTypes.NameOf(shown)}" : "")}",
                at,
                fix
            );
        }
    }

    private Sequence<Expression>? Values(
        ResolvedPath path,
        ConditionOperator operation,
        string text,
        string value,
        YamlScalar scalar,
        int valueAt
    )
    {
        if (operation is ConditionOperator.IsNull or ConditionOperator.IsNotNull)
        {
            if (value.Length > 0)
            {
                errors.Add(
                    "condition",
                    $"{DocumentErrors.Quote(value)} is not expected after '{text}'",
                    scalar.Offset(valueAt),
                    Form
                );
                return null;
            }

            return [];
        }

        if (text == "within")
        {
            if (Units.Duration(value) is { } length && length > TimeSpan.Zero)
            {
                return [new Expression.Constant((decimal)length.TotalSeconds)];
            }

            errors.Add(
                "condition",
                $"{DocumentErrors.Quote(value)} is no length of time",
                scalar.Offset(valueAt),
                Units.DurationForm
            );
            return null;
        }

        if (value.Length == 0)
        {
            return [];
        }

        // The value is read by the one parser of expressions, behind a stand-in for the path.
        var prefix = operation switch
        {
            ConditionOperator.In => "x in ",
            ConditionOperator.Between => "x between ",
            _ => "x = ",
        };
        var outcome = ExpressionParser.Read(prefix + value, word => word == "x");
        if (outcome.Error is { } error)
        {
            errors.Add("condition", error.Title, scalar.Offset(valueAt + Math.Max(0, error.Position - prefix.Length)), error.Fix);
            return null;
        }

        Sequence<Expression> values = outcome.Expression switch
        {
            Expression.In set => set.Values,
            Expression.Between range => [range.Low, range.High],
            Expression.Binary { Operator: BinaryOperator.Equal } comparison => [comparison.Right],
            _ => [],
        };
        if (values.Count == 0 || values.Any(v => v is not (Expression.Constant or Expression.Now)))
        {
            errors.Add(
                "condition",
                $"{DocumentErrors.Quote(value)} is no constant",
                scalar.Offset(valueAt),
                "Leave the value out for a parameter, or write a number, a word, a 'text', now or today."
            );
            return null;
        }

        return values.All(v => Fits(path, v, operation, scalar.Offset(valueAt))) ? values : null;
    }

    private bool Fits(ResolvedPath path, Expression value, ConditionOperator operation, Location at)
    {
        var type = path.Attribute is { IsUnreadable: false } attribute ? attribute.Type : KeyType(path);
        if (path.Attribute is { IsUnreadable: true })
        {
            return true;
        }

        if (value is Expression.Now)
        {
            if (path.Kind is SemanticKind.Timestamp or SemanticKind.Date)
            {
                return true;
            }

            errors.Add("condition", $"'{path.Path}' is no timestamp or date", at, "Compare it with a value of its own type.");
            return false;
        }

        if (type is null)
        {
            errors.Add(
                "condition",
                $"'{path.Path}' is a generated key, so a constant means nothing",
                at,
                "Leave the value out for a parameter."
            );
            return false;
        }

        if (operation is ConditionOperator.Contains or ConditionOperator.StartsWith)
        {
            type = new(SemanticKind.Text);
        }

        var constant = ((Expression.Constant)value).Value;
        if (constant is null)
        {
            errors.Add("condition", "No value equals null", at, "Write 'is null'.");
            return false;
        }

        if (LiteralValues.Problem(type, constant) is not { } problem)
        {
            return true;
        }

        var nearest = constant is string word ? NearestName.Of(word, type.Values) : null;
        errors.Add(
            "condition",
            $"{DocumentErrors.Quote(ExpressionText.Write(value).Trim('\''))} {problem}, so it cannot be compared with '{path.Path}'",
            at,
            nearest is null ? null : $"Did you mean '{nearest}'?"
        );
        return false;
    }

    /// <summary>The type that a reference is compared by: that of the referenced entity's natural key of one attribute.</summary>
    private SemanticType? KeyType(ResolvedPath path)
    {
        if (path.Added is not null)
        {
            return path.Kind is { } kind ? new(kind) : null;
        }

        return path.Reference is { } reference && catalog.Find(reference.Target) is { Key: [var key] } target
            ? target.Find(key)?.Type
            : null;
    }
}
