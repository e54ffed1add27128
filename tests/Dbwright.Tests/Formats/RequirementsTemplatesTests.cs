using Dbwright.Formats;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class RequirementsTemplatesTests
{
    public static TheoryData<string> Domains() => [.. RequirementsTemplates.Domains];

    [Theory]
    [MemberData(nameof(Domains))]
    public void Every_template_is_a_document_with_patterns_and_known_loads(string domain)
    {
        var requirements = RequirementsReader.Parse(RequirementsTemplates.Of(domain), $"{domain}.yaml", _ => null);
        Assert.InRange(requirements.Entities.Count, 6, 10);
        Assert.All(requirements.Entities, e => Assert.NotNull(e.Volume.Rows));
        Assert.All(requirements.Access, p => Assert.NotNull(p.PerSecond));
        Assert.Contains(requirements.Access, p => p.IsWrite);
        Assert.Contains(requirements.Access, p => p.IsReport);
    }

    [Fact]
    public void An_unknown_domain_names_the_nearest()
    {
        var failure = Assert.Throws<Failure>(() => RequirementsTemplates.Of("e-comerce"));
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.Equal("Did you mean 'ecommerce'?", failure.Findings[0].Fix);
    }

    [Fact]
    public void Answers_become_a_document_that_says_what_was_answered()
    {
        var text = RequirementsTemplates.ForAnswers(
            new(
                "Bob's \"shop\": #1",
                [
                    new("Customer", [new("Full Name", "text(200)"), new("email", "email unique")]),
                    new("OrderItem", [new("status", "enum(open, paid) = open"), new("total", "money >= 0")]),
                    new("note", []),
                ],
                ["customer 1..* order_item"],
                "sqlite"
            )
        );
        var requirements = RequirementsReader.Parse(text, "requirements.yaml", _ => null);
        Assert.Equal("Bob's \"shop\": #1", requirements.Application);
        Assert.Equal("sqlite", requirements.Database);
        Assert.Equal(["customer", "order_item", "note"], requirements.Entities.Select(e => e.Name));
        Assert.Equal(["full_name", "email"], requirements.Entities[0].Attributes.Select(a => a.Name));
        Assert.Single(requirements.Relationships);
        Assert.Equal(6, requirements.Access.Count);
    }

    [Fact]
    public void Answers_that_make_no_document_say_why()
    {
        var failure = Assert.Throws<Failure>(() =>
            RequirementsTemplates.ForAnswers(new("Shop", [new("order", [new("total", "mony")])], []))
        );
        Assert.Equal("Did you mean 'money'?", failure.Findings[0].Fix);
    }
}
