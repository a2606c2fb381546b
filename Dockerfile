# One binary in a small image: docker build -t nestline . && docker run -p 127.0.0.1:8080:8080 -v nestline-data:/data nestline
FROM debian:13-slim AS build
WORKDIR /src
COPY scripts scripts
RUN bash -c '. scripts/lib.sh && install_packages "${build_packages[@]}" && install_node && scripts/install-httplib'
COPY CMakeLists.txt CMakePresets.json ./
COPY cmake cmake
COPY knowledge knowledge
COPY service service
COPY api api
RUN bash -c '. scripts/lib.sh && install_node && build release' && strip build/release/api/nestline
# The packages that hold the shared libraries it needs, by name, for the next stage.
RUN ldd build/release/api/nestline | grep -o '/[^ ]*' | xargs -n 1 realpath \
    | xargs dpkg -S 2>/dev/null | cut -d : -f 1 | sort -u > runtime-packages

FROM debian:13-slim
RUN --mount=type=bind,from=build,source=/src/runtime-packages,target=/tmp/runtime-packages \
    apt-get update && xargs -a /tmp/runtime-packages apt-get install -y --no-install-recommends \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home nestline && install -d -o nestline /data
COPY --from=build /src/build/release/api/nestline /usr/local/bin/nestline
USER nestline
ENV NESTLINE_LISTEN=0.0.0.0:8080 NESTLINE_DATA=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["nestline", "health"]
ENTRYPOINT ["nestline"]
CMD ["serve"]
