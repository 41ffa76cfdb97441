package attune.app.command;

import attune.http.auth.Role;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A role as a parameter's value; one that there is not was not understood.
final class RoleWord implements ITypeConverter<Role> {
    @Override
    public Role convert(String word) {
        try {
            return Role.of(word);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
