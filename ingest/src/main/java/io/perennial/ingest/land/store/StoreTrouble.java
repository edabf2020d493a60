// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.store;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.ObjectStore;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a store's refusal means, and what to do about it. No key is in a message. */
final class StoreTrouble {

  private StoreTrouble() {}

  /** The message for an object, or a glob of objects, that cannot be had. */
  static IngestException of(String name, ObjectUrl url, ObjectStore store, SdkException e) {
    return new IngestException("Cannot read " + name + ": " + why(url, store, e), e);
  }

  private static String why(ObjectUrl url, ObjectStore store, SdkException e) {
    if (e instanceof S3Exception answer) {
      return refused(url, store, answer);
    }
    Optional<IOException> network = network(e);
    if (network.isPresent()) {
      return at(store)
          + " cannot be reached: "
          + plain(network.get())
          + " (check object-store.endpoint and the network)";
    }
    String said = String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT);
    if (said.contains("credential")) {
      return "no keys are known for it (set object-store.access-key and secret-key, or the variables"
          + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)";
    }
    return at(store) + " does not answer as an object store does (check object-store.endpoint)";
  }

  private static String refused(ObjectUrl url, ObjectStore store, S3Exception answer) {
    String code =
        answer.awsErrorDetails() == null
            ? ""
            : String.valueOf(answer.awsErrorDetails().errorCode());
    return switch (code) {
      case "NoSuchBucket" ->
          "there is no bucket " + url.bucket() + " at " + at(store) + " (check its name)";
      case "NoSuchKey" -> "there is no such object (check bucket and key)";
      case "InvalidAccessKeyId" ->
          at(store) + " does not know the access key (check object-store.access-key)";
      case "SignatureDoesNotMatch" ->
          "the secret key is not that of the access key (check object-store.secret-key)";
      case "AuthorizationHeaderMalformed",
          "PermanentRedirect",
          "IllegalLocationConstraintException" ->
          "the bucket is in another region (set object-store.region)";
      case "RequestTimeTooSkewed" -> "the clock of this machine is wrong (set it)";
      case "ExpiredToken", "InvalidToken" -> "the keys have run out (get new ones)";
      default -> byStatus(store, answer, code);
    };
  }

  private static String byStatus(ObjectStore store, S3Exception answer, String code) {
    return switch (answer.statusCode()) {
      case 401, 403 ->
          "access denied (the keys need the rights to list the bucket and to read its objects)";
      case 404 -> "there is no such object (check bucket and key)";
      case 412 -> "it changed while it was read (run again)";
      case 301, 307 -> "the bucket is in another region (set object-store.region)";
      default ->
          at(store)
              + " answers "
              + answer.statusCode()
              + (code.isEmpty() || code.equals("null") ? "" : " " + code)
              + " (try again later, or check object-store)";
    };
  }

  private static String at(ObjectStore store) {
    return store.endpoint().orElse("the object store");
  }

  private static Optional<IOException> network(Throwable e) {
    Throwable at = e;
    for (int depth = 0; at != null && depth < 10; depth++) {
      if (at instanceof IOException io) {
        return Optional.of(io);
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  private static String plain(IOException e) {
    if (e instanceof UnknownHostException) {
      return "there is no such host";
    }
    if (e instanceof SocketTimeoutException) {
      return "it does not answer";
    }
    if (e instanceof SSLException) {
      return "its certificate is not trusted";
    }
    return String.valueOf(e.getMessage());
  }
}
