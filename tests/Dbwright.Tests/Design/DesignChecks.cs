using System.Text;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests;

/// <summary>What holds for every design.</summary>
internal static class DesignChecks
{
    public static void EverythingIsTraced(DatabaseDesign design)
    {
        var subjects = design
            .Mappings.SelectMany(m =>
                m.Columns.Select(c => c.Subject).Concat(m.References.Select(r => r.Relationship)).Append(m.Subject)
            )
            .Concat(design.Findings.Select(f => f.Subject).OfType<string>())
            .ToHashSet(StringComparer.Ordinal);
        foreach (var entity in design.Requirements.Entities)
        {
            Assert.Contains(entity.Name, subjects);
            Assert.All(entity.Attributes, a => Assert.Contains(a.Id, subjects));
        }

        foreach (var relationship in design.Requirements.Relationships)
        {
            Assert.Contains(relationship.Id, subjects);
            Assert.All(relationship.Attributes, a => Assert.Contains(a.Id, subjects));
        }

        Assert.Equal(design.Requirements.Access.Select(a => a.Id), design.Patterns.Select(p => p.Pattern.Id));
        foreach (var table in design.Schema.Tables)
        {
            var mapping = design.Mappings.Single(m => m.Table == table.Name);
            Assert.Equal(table.Columns.Select(c => c.Name).Order(), mapping.Columns.Select(c => c.Column).Order());
            Assert.All(mapping.Columns, c => Assert.NotEmpty(c.Reason));
            Assert.All(
                mapping.References,
                r => Assert.Contains(table.ForeignKeys, k => k.Name == r.ForeignKey && k.Columns.Equals(r.Columns))
            );
        }
    }

    public static void ForeignKeysAreSupported(DatabaseDesign design)
    {
        foreach (var table in design.Schema.Tables)
        {
            var leading = table
                .Uniques.Select(u => u.Columns)
                .Append(table.PrimaryKey!.Columns)
                .Concat(
                    table
                        .Indexes.Where(i => i is { Where: null, Method: "btree" })
                        .Select(i => i.Parts.TakeWhile(p => p.Column is not null).Select(p => p.Column!).ToSequence())
                )
                .ToList();
            foreach (var key in table.ForeignKeys)
            {
                Assert.True(
                    leading.Exists(l => l.Take(key.Columns.Count).ToHashSet().SetEquals(key.Columns)),
                    $"{key.Name} of {table.Name} has no index."
                );
                var referenced = design.Schema.Find(key.ReferencedTable)!;
                Assert.Equal(referenced.PrimaryKey!.Columns, key.ReferencedColumns);
                Assert.Equal(
                    key.ReferencedColumns.Select(c => referenced.Find(c)!.Type),
                    key.Columns.Select(c => table.Find(c)!.Type)
                );
            }
        }
    }

    public static void NamesAreUniqueAndShort(DatabaseDesign design)
    {
        var objects = design
            .Schema.Tables.SelectMany(t =>
                t.Uniques.Select(u => u.Name)
                    .Concat(t.Checks.Select(c => c.Name))
                    .Concat(t.ForeignKeys.Select(k => k.Name))
                    .Concat(t.Indexes.Select(i => i.Name))
                    .Append(t.Name.Name)
                    .Append(t.PrimaryKey!.Name)
            )
            .Concat(design.Schema.Enums.Select(e => e.Name.Name))
            .ToList();
        Assert.Equal(objects.Count, objects.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        foreach (var table in design.Schema.Tables)
        {
            Assert.Equal(
                table.Columns.Count,
                table.Columns.Select(c => c.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count()
            );
        }

        Assert.All(
            objects.Concat(design.Schema.Tables.SelectMany(t => t.Columns.Select(c => c.Name))),
            name => Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 63)
        );
    }

    public static void EverythingIsCommented(DatabaseDesign design)
    {
        foreach (var table in design.Schema.Tables)
        {
            Assert.EndsWith(".", table.Comment);
            Assert.All(
                table.Columns,
                c => Assert.False(string.IsNullOrWhiteSpace(c.Comment), $"{table.Name}.{c.Name} has no comment.")
            );
        }
    }

    public static void EverythingIsProfiled(DatabaseDesign design)
    {
        foreach (var table in design.Schema.Tables)
        {
            var profile = design.Data.Find(table.Name)!;
            Assert.True(profile.Rows > 0, $"{table.Name} has no rows.");
            var referring = table.ForeignKeys.SelectMany(k => k.Columns).ToHashSet();
            Assert.Equal(
                table.Columns.Where(c => c.Generated is null && !referring.Contains(c.Name)).Select(c => c.Name).Order(),
                profile.Columns.Select(c => c.Column).Order()
            );
            Assert.Equal(table.ForeignKeys.Select(k => k.Name).Order(), profile.References.Select(r => r.ForeignKey).Order());
            Assert.All(profile.Columns, c => Assert.Equal(table.Find(c.Column)!.Nullable, c.NullShare > 0));
        }
    }
}
