using Dbwright.Model;

namespace Dbwright.Engines;

internal sealed partial class PostgreSqlTypes
{
    // RFC 9562: 48 bits of milliseconds, then the version and variant over the random bits of a version 4 UUID. gen_random_uuid() is
    // built in since version 13; clock_timestamp() and not now(), so that the rows of one transaction keep their order.
    private static readonly Routine Uuid7 = new(
        QualifiedName.Of("uuid7"),
        "",
        "uuid",
        "sql",
        """
        select encode(
          set_bit(
            set_bit(
              overlay(
                uuid_send(gen_random_uuid())
                placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                from 1 for 6
              ),
              52, 1
            ),
            53, 1
          ),
          'hex'
        )::uuid
        """
    )
    {
        Comment = "A UUID version 7: later ones sort later. PostgreSQL 18 has uuidv7() of its own.",
    };

    /// <inheritdoc />
    public KeyDefault? DefaultOf(KeyConvention convention, EngineVersion? version) =>
        convention == KeyConvention.Identity ? null
        : version is { } known && known.AtLeast(18) ? new("uuidv7()")
        : new("uuid7()", Uuid7);
}
