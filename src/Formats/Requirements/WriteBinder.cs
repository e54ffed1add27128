using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads the patterns that change rows.</summary>
internal sealed class WriteBinder(DocumentErrors errors, PatternParts parts)
{
    public AccessPattern.Update Update(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var set = new List<string>();
        if (!source.Has("set"))
        {
            errors.Add("missing-key", $"'{key.Text}' does not say what it changes", source.At, "Write 'set: [ATTRIBUTE, …]'.");
        }

        foreach (var scalar in source.Scalars("set"))
        {
            if (entity.Added.Contains(scalar.Text) && scalar.Text == "deleted_at" && !set.Contains(scalar.Text))
            {
                set.Add(scalar.Text);
            }
            else if (set.Contains(scalar.Text))
            {
                errors.Add("duplicate-name", $"'{scalar.Text}' is set twice", scalar.At, "Name it once.");
            }
            else if (entity.References.ContainsKey(scalar.Text) || parts.Own(entity, scalar, "'set'") is not null)
            {
                set.Add(scalar.Text);
            }
        }

        return new(entity.Name)
        {
            Name = key.Text,
            TargetP95 = p95,
            TargetP99 = p99,
            Where = Where(entity, source, "update"),
            Set = set.ToSequence(),
        };
    }

    public AccessPattern.Delete Delete(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99) =>
        new(entity.Name)
        {
            Name = key.Text,
            TargetP95 = p95,
            TargetP99 = p99,
            Where = Where(entity, source, "delete"),
        };

    private Sequence<Condition> Where(EntityDraft entity, MapReader source, string form)
    {
        if (!source.Has("where"))
        {
            errors.Add("missing-key", $"'{form}' without 'where' changes every row", source.At, "Write 'where: [id =]'.");
        }

        return parts.Conditions.Read(entity, source.Scalars("where"));
    }
}
