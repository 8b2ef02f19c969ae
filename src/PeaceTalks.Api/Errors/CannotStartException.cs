namespace PeaceTalks.Api.Errors;

/// <summary>The service cannot start. The message is for the person who started it: what is wrong, where, and what to do.</summary>
public class CannotStartException(string message, Exception? inner = null) : Exception(message, inner);
