// SPDX-License-Identifier: Apache-2.0

/** The description of the API, made of its methods. */
@NullMarked
package io.perennial.serve.openapi;

import org.jspecify.annotations.NullMarked;
