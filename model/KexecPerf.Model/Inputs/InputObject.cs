namespace KexecPerf.Model.Inputs;

/// <summary>An object whose keys are all known: ask for them, then call <see cref="RefuseOthers"/>.</summary>
public sealed record InputObject : InputNode
{
    private readonly OrderedDictionary<string, (InputPlace KeyPlace, InputNode Value)> _members;

    internal InputObject(
        InputPlace place,
        OrderedDictionary<string, (InputPlace KeyPlace, InputNode Value)> members
    )
        : base(place) => _members = members;

    private protected override string Kind => "an object";

    /// <summary>The keys, in the order written.</summary>
    public IEnumerable<string> Keys => _members.Keys;

    /// <summary>The value of a key, or null.</summary>
    public InputNode? Optional(string key) => _members.GetValueOrDefault(key).Value;

    /// <summary>The value of a key that must be there.</summary>
    /// <exception cref="InputException">It is missing.</exception>
    public InputNode Required(string key) =>
        Optional(key) ?? throw new InputException(Place, $"the key \"{key}\" is missing; add it");

    /// <summary>Refuses every key that is not among those known.</summary>
    /// <exception cref="InputException">An unknown key; names the nearest known one.</exception>
    public void RefuseOthers(IReadOnlyCollection<string> known)
    {
        foreach ((string key, (InputPlace place, _)) in _members)
        {
            if (!known.Contains(key))
            {
                throw new InputException(place, $"unknown key; {Nearest.Hint(key, known)}");
            }
        }
    }
}
