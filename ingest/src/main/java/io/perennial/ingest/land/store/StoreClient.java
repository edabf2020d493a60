// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.store;

import io.perennial.ingest.ObjectStore;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** A client of a store, as its configuration says. */
final class StoreClient {

  private static final String GOOGLE = "https://storage.googleapis.com";
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private StoreClient() {}

  static S3Client of(String scheme, ObjectStore store) {
    boolean google = scheme.equals("gs");
    S3ClientBuilder client =
        S3Client.builder()
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(SILENCE)
                    .build())
            .credentialsProvider(credentials(store))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    String endpoint = store.endpoint().orElse(google ? GOOGLE : "");
    if (endpoint.isEmpty()) {
      client.crossRegionAccessEnabled(true);
    } else {
      client.endpointOverride(URI.create(endpoint));
    }
    return client
        .forcePathStyle(store.pathStyle().orElse(!endpoint.isEmpty()))
        .region(region(store, google))
        .build();
  }

  private static AwsCredentialsProvider credentials(ObjectStore store) {
    if (store.accessKey().isPresent() && store.secretKey().isPresent()) {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(store.accessKey().get(), store.secretKey().get()));
    }
    return store.accessKey().isPresent()
        ? AnonymousCredentialsProvider.create()
        : DefaultCredentialsProvider.builder().build();
  }

  private static Region region(ObjectStore store, boolean google) {
    if (store.region().isPresent()) {
      return Region.of(store.region().get());
    }
    if (google) {
      return Region.of("auto");
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException unknown) {
      return Region.US_EAST_1;
    }
  }
}
