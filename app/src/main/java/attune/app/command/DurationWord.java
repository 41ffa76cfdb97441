package attune.app.command;

import attune.app.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A duration as an option's value; one that is none was not understood.
final class DurationWord implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String word) {
        try {
            return Durations.parse(word);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
