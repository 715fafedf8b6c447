package dev.tidemark;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Set;

/// The shape of the code, as rules. Each says why it is one; a rule that is in the way is changed here, with its
/// reason.
@AnalyzeClasses(packages = "dev.tidemark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.system",
            "java.time.InstantSource.system",
            "java.lang.System.currentTimeMillis");

    @ArchTest
    static final ArchRule MARKET_DEPENDS_ON_THE_JDK_ALONE = noClasses()
            .that()
            .resideInAPackage("dev.tidemark.market..")
            .should()
            .dependOnClassesThat(describe(
                    "are neither of the JDK nor of market",
                    type -> !resideInAnyPackage(
                                            "java..",
                                            "dev.tidemark.market..",
                                            "org.jspecify..",
                                            "com.google.errorprone..")
                                    .test(type.getBaseComponentType())
                            && !type.getBaseComponentType().isPrimitive()))
            .because("the language of the domain outlives every library");

    @ArchTest
    static final ArchRule POSTGRES = only(
                    "the PostgreSQL client", "hot.postgres", "io.vertx.sqlclient..", "io.vertx.pgclient..")
            .because("another database is then one more package");

    @ArchTest
    static final ArchRule WEB = only("vertx-web", "http", "io.vertx.ext.web", "io.vertx.ext.web.handler..")
            .because("what an endpoint means does not depend on how it is routed");

    @ArchTest
    static final ArchRule WEB_CLIENT = noClasses()
            .that(areOutside("dev.tidemark.history.ace..", "dev.tidemark.forward.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.ext.web.client..", "io.vertx.ext.web.codec..")
            .because("whom Tidemark asks, and with which key, is known in few places");

    @ArchTest
    static final ArchRule JACKSON = noClasses()
            .that(areOutside(
                    "dev.tidemark.exchange..",
                    "dev.tidemark.history.ace..",
                    "dev.tidemark.forward..",
                    "dev.tidemark.recording..",
                    "dev.tidemark.http..",
                    "dev.tidemark.telemetry..",
                    "dev.tidemark.config..",
                    "dev.tidemark.cli..",
                    "dev.tidemark.hot.postgres.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..")
            .because("JSON is spoken at the edges; inside, records travel as columns");

    @ArchTest
    static final ArchRule EVENT_BUS = noClasses()
            .that(areOutside("dev.tidemark.bus.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.core.eventbus..")
            .because("the event bus has no back-pressure: topics with credit are made in one place");

    @ArchTest
    static final ArchRule PARQUET = only(
                    "Parquet", "cold.parquet", "org.apache.parquet..", "com.github.luben..", "org.xerial.snappy..")
            .because("what a file looks like is known in one place");

    @ArchTest
    static final ArchRule HADOOP = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hadoop..")
            .because(
                    "parquet-hadoop is used for its metadata alone; a Configuration would read files and start threads");

    @ArchTest
    static final ArchRule YAML = only("the YAML parser", "config", "org.snakeyaml..")
            .because("settings are read in one place, so that all faults are found there");

    @ArchTest
    static final ArchRule PICOCLI =
            only("picocli", "cli", "picocli..").because("nothing else knows that there is a command line");

    @ArchTest
    static final ArchRule LOGBACK = only("logback", "cli.log", "ch.qos.logback..")
            .because("code logs through SLF4J and does not know how logs look");

    @ArchTest
    static final ArchRule S3 = only("the S3 client", "cold.s3", "software.amazon..")
            .because("a bucket is one of several places for objects");

    @ArchTest
    static final ArchRule ADAPTERS = slices().matching("dev.tidemark.exchange.(*)..")
            .namingSlices("exchange $1")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    alwaysTrue(), resideInAnyPackage("dev.tidemark.exchange.codec..", "dev.tidemark.exchange.socket.."))
            .allowEmptyShould(true)
            .because("an exchange is added, changed and removed without a look at another");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.tidemark.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a stage must be understood without the ones behind it");

    @ArchTest
    static final ArchRule NO_SYSTEM_CLOCK = noClasses()
            .that(areOutside("dev.tidemark.node..", "dev.tidemark.cli.."))
            .should()
            .accessTargetWhere(readsTheSystemClock())
            .because("time is injected, so that a replay and a test can have their own");

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS = noClasses()
            .that(areOutside("dev.tidemark.cli.."))
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("what a server has to say is a log line, with a level");

    @ArchTest
    static final ArchRule NO_JAVA_UTIL_LOGGING =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.because("there is one log, and it is SLF4J's");

    @ArchTest
    static final ArchRule NO_EMPTY_NAMES = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto|Data|Info)")
            .because("such a name says nothing about what the class is for");

    @ArchTest
    static final ArchRule NO_TESTS_DEPENDED_UPON = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.assertj..", "dev.tidemark.testing..")
            .because("what runs does not need what tests it");

    private static ArchRule only(String what, String where, String... packages) {
        return noClasses()
                .that(areOutside("dev.tidemark." + where + ".."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .as(what + " is used in " + where + " alone");
    }

    private static DescribedPredicate<JavaClass> areOutside(String... packages) {
        return are(DescribedPredicate.not(resideInAnyPackage(packages)));
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheSystemClock() {
        return describe(
                "reads the system clock",
                access -> CLOCKS.contains(access.getTargetOwner().getName() + "."
                        + access.getTarget().getName()));
    }
}
