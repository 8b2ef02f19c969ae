namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Makes one thing wrong in a valid request, so that it must be refused.</summary>
public sealed class WrongRequests(SchemaCheck schemas, World world, Random random)
{
    private readonly WrongBodies bodies = new(schemas, random);
    private readonly WrongParameters parameters = new(schemas, random);

    private Func<Draft, string?>[] Ways =>
        [
            parameters.Spoil,
            parameters.Spoil,
            parameters.Spoil,
            parameters.Spoil,
            bodies.Spoil,
            bodies.Spoil,
            bodies.Spoil,
            bodies.Spoil,
            NobodysPath,
            WrongMethod,
            BodyWithGet,
            WrongAccept,
            WrongKey,
            WrongRole,
            WrongVersion,
            WrongIdempotencyKey,
            WrongContentType,
        ];

    /// <summary>Changes the draft until it is wrong.</summary>
    public void Spoil(Draft draft)
    {
        draft.Intent = Intent.Wrong;
        // What was asked before must be asked for anew: an unchanged answer is told before parameters are looked at.
        draft.Unset("If-None-Match");
        draft.RawTarget = null;
        while (draft.Twist.Length == 0)
        {
            draft.Twist = random.Of(Ways)(draft) ?? "";
        }
    }

    private string? NobodysPath(Draft draft)
    {
        if (draft.Path.Count == 0)
        {
            return null;
        }

        var name = draft.Path.Keys.First();
        draft.Path[name] = random.Of([
            "no-such-thing",
            "00000000-0000-0000-0000-000000000000",
            "999999999",
            "-1",
            "%20",
            "UKRAINE",
            "1.0",
            "%F0%9F%95%8A",
            "a%2Fb",
        ]);
        return $"path {draft.Path[name]}";
    }

    private string? WrongMethod(Draft draft)
    {
        draft.Method = random.Of(["DELETE", "PATCH", "TRACE", "get", "Post", "PROPFIND", "QUERY", "GETT"]);
        return $"method {draft.Method}";
    }

    private string? BodyWithGet(Draft draft)
    {
        draft.RawBody = draft.Method == "GET" ? "{}"u8.ToArray() : null;
        return draft.RawBody is null ? null : "body with GET";
    }

    private string? WrongAccept(Draft draft)
    {
        draft.Query.RemoveAll(x => x.Name == "format");
        draft.Set("Accept", random.Of(["text/markdown", "application/xml", "image/*", "application/json;q=0", "application/vnd.api+json"]));
        return "accept";
    }

    private string? WrongKey(Draft draft)
    {
        var secret = world.Secrets["ADMIN"];
        draft.Set(
            "Authorization",
            random.Of([
                "Bearer",
                "Bearer pt_",
                $"Basic {secret}",
                secret,
                $"Bearer {secret[..^1]}",
                $"Bearer {secret}x",
                $"Bearer {secret.ToUpperInvariant()}",
                $"Bearer {secret} {secret}",
                "Bearer \u0443",
                $"Bearer \"{secret}\"",
                "Digest username=\"admin\"",
                $"Bearer {secret},{secret}",
            ])
        );
        return "key";
    }

    private string? WrongRole(Draft draft)
    {
        string[] roles =
            draft.Operation.Group == "Administer" ? ["", "READER", "ANALYST"]
            : draft.Method == "GET" ? []
            : ["", "READER"];
        if (roles.Length == 0)
        {
            return null;
        }

        var role = random.Of(roles);
        draft.Unset("Authorization");
        if (role.Length > 0)
        {
            draft.Set("Authorization", $"Bearer {world.Secrets[role]}");
        }

        return $"role {role}";
    }

    private string? WrongVersion(Draft draft)
    {
        if (!draft.HasHeader("If-Match"))
        {
            return null;
        }

        var version = random.Of(["", "\"999999\"", "W/\"1\"", "1", "\"x\"", "\"0\"", "\"-1\"", "\"99999999999999999999\"", "\"01\""]);
        draft.Unset("If-Match");
        if (version.Length > 0)
        {
            draft.Set("If-Match", version);
        }

        return $"If-Match {version}";
    }

    private string? WrongIdempotencyKey(Draft draft)
    {
        if (draft.Method != "POST")
        {
            return null;
        }

        draft.Set("Idempotency-Key", random.Of(["", "two words", new string('k', 201), "ключ", "\ta\tb"]));
        return "idempotency key";
    }

    private string? WrongContentType(Draft draft)
    {
        if (draft.Body is null)
        {
            return null;
        }

        draft.Set(
            "Content-Type",
            random.Of([
                "text/plain",
                "application/xml",
                "application/json; charset=utf-16",
                "text/json",
                "application/problem+json",
                "nonsense",
                "multipart/form-data",
            ])
        );
        return "content type";
    }
}
