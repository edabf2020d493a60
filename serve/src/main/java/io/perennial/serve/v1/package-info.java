// SPDX-License-Identifier: Apache-2.0

/** Version 1 of the API: one method an endpoint. */
@NullMarked
package io.perennial.serve.v1;

import org.jspecify.annotations.NullMarked;
