namespace KexecPerf.Model.Inputs;

/// <summary>
/// Input that cannot be used: a file, option or value given by the user. The message is one line that says what is wrong and
/// what would be right, with nothing in it that a terminal would obey; <see cref="Place"/> says where. Nothing else may leave
/// a reader.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>An error at an unknown place, to be wrapped by a reader that knows it.</summary>
    public InputException(string message)
        : this(InputPlace.Nowhere, message) { }

    /// <summary>An error at a place.</summary>
    public InputException(InputPlace place, string message)
        : base(UserText.Line(message)) => Place = place;

    /// <summary>File, line, column and path, as far as they are known.</summary>
    public InputPlace Place { get; }

    /// <summary>The same error at a place, unless one is known already.</summary>
    public InputException At(InputPlace place) =>
        Place == InputPlace.Nowhere ? new InputException(place, Message) : this;

    /// <summary>The line the user sees, without the leading <c>error: </c>.</summary>
    public string Line
    {
        get
        {
            string place = Place.ToString();
            return place.Length == 0 ? Message : $"{place}: {Message}";
        }
    }
}
