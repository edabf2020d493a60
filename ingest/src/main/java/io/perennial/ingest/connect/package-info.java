// SPDX-License-Identifier: Apache-2.0
/** A proposal of how a file becomes a source, with the confidence of each guess. */
@NullMarked
package io.perennial.ingest.connect;

import org.jspecify.annotations.NullMarked;
