package dev.tidemark.cli;

import picocli.CommandLine.IVersionProvider;

/// The version in the jar's manifest.
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"tidemark " + number(), "Java " + Runtime.version()};
    }

    /// As in `0.1.0`; `development` where the classes do not come from a jar.
    public static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
