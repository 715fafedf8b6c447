# Builds the application directory, makes its cache of classes with the JVM that will run it, and keeps only what runs.

FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY pom.xml ./
COPY tidemark ./
COPY conf conf
COPY migrations migrations
COPY src src
RUN mvn -B -q -Dquick -DskipTests package

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Tidemark" \
      org.opencontainers.image.description="Captures market data and keeps it: nothing lost, nothing twice."
RUN useradd --system --uid 10001 --create-home tidemark && mkdir /data && chown tidemark:tidemark /data
COPY --from=build /src/target/app /app
WORKDIR /app
# The cache fits one JVM, one class path and one set of flags only, so it is made here and not in the build stage.
ARG FLAGS="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"
RUN java $FLAGS -XX:AOTCacheOutput=/app/tidemark.aot -Dtidemark.home=/app -jar /app/lib/tidemark.jar train \
    || echo "no cache of classes: the start will be slower"
USER tidemark
VOLUME /data
# Elsewhere than on loopback nothing but health answers without a key: give API_KEY or BACKFILL_API_KEY.
ENV TIDEMARK_HTTP_HOST=0.0.0.0 \
    TIDEMARK_DATA=/data
EXPOSE 8080
STOPSIGNAL SIGTERM
# The JVM is process 1, so that it gets the signal. Buffers outside the heap need the rest of the memory.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-XX:MaxRAMPercentage=50", "-XX:AOTCache=/app/tidemark.aot", \
    "-Xlog:disable", "-Dtidemark.home=/app", "-jar", "/app/lib/tidemark.jar"]
CMD ["up"]
