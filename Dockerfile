FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Packages first: this layer stays until a project or a version changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/PeaceTalks.Api/PeaceTalks.Api.csproj src/PeaceTalks.Api/
COPY src/PeaceTalks.LocalPostgres/PeaceTalks.LocalPostgres.csproj src/PeaceTalks.LocalPostgres/
RUN dotnet restore src/PeaceTalks.Api --use-current-runtime

COPY .editorconfig ./
COPY src src
# The commit that is built, which .git would tell if it were here: docker build --build-arg COMMIT=$(git rev-parse HEAD) .
ARG COMMIT=
RUN dotnet publish src/PeaceTalks.Api --configuration Release --no-restore --use-current-runtime --no-self-contained --output /app /p:UseAppHost=false /p:SourceRevisionId=$COMMIT

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
COPY --chmod=755 docker/healthy /usr/local/bin/

# The first key, for a volume here: it is the service's user's.
RUN install --directory --mode=700 --owner=$APP_UID /keys
ENV Keys__AdminFile=/keys/admin-key

# Urls and not ASPNETCORE_HTTP_PORTS, which the image sets and which what appsettings.json says would win over.
ENV Urls=http://+:8080 ASPNETCORE_HTTP_PORTS=
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["healthy"]
ENTRYPOINT ["dotnet", "PeaceTalks.Api.dll"]
